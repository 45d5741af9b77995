package com.example.echo;

import com.example.support.Daemons;
import com.example.support.Lines;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Echoes what its clients send, with one thread per connection.
 *
 * <p>The bug: when a client hangs up, the thread ends but the connection stays among the sessions.
 */
public final class EchoServer {
  private static final int CLIENTS = 10;
  private static final Map<String, Socket> SESSIONS = new ConcurrentHashMap<>();

  private final ServerSocket listener;
  private final boolean broken;

  private EchoServer(ServerSocket listener, boolean broken) {
    this.listener = listener;
    this.broken = broken;
  }

  private void acceptAll() throws IOException {
    for (int number = 1; ; number++) {
      Socket connection = listener.accept();
      String session = "session-" + number;
      SESSIONS.put(session, connection);
      Daemons.start(session, () -> echo(session, connection));
    }
  }

  private void echo(String session, Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    byte[] buffer = new byte[1024];
    while (true) {
      int length = in.read(buffer);
      if (length == -1) {
        break;
      }
      connection.getOutputStream().write(buffer, 0, length);
    }
    if (!broken) {
      connection.close();
      SESSIONS.remove(session);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      EchoServer server = new EchoServer(listener, broken);
      Daemons.start("acceptor", server::acceptAll);
      Sample.log("echo server listens on port " + listener.getLocalPort());
      for (int client = 1; client <= CLIENTS; client++) {
        talk(listener.getInetAddress(), listener.getLocalPort());
        Windows.pause(1.0 / CLIENTS);
      }
      Sample.log(CLIENTS + " clients came and went, sessions left: " + SESSIONS.size());
      Windows.keepRunning();
    }
    Sample.log("done");
  }

  private static void talk(InetAddress host, int port) throws IOException {
    try (Socket client = new Socket(host, port)) {
      Lines.ask(client, "hello");
      Lines.ask(client, "how are you");
      Lines.ask(client, "goodbye");
    }
  }
}
