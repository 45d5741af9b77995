package com.example.chat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.example.support.Daemons;
import com.example.support.Probes;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A chat server whose clients introduce themselves with a first line, and which health checks
 * connect to without ever sending one.
 *
 * <p>The bug: the server waits for that line without a time limit, so silent connections pile up.
 */
public final class SilentClients {
  private static final int PROBES_PER_WINDOW = 4;
  private static final Set<Socket> CONNECTIONS = ConcurrentHashMap.newKeySet();

  private final ServerSocket listener;
  private final boolean broken;

  private SilentClients(ServerSocket listener, boolean broken) {
    this.listener = listener;
    this.broken = broken;
  }

  private void acceptAll() throws IOException {
    while (true) {
      Socket connection = listener.accept();
      CONNECTIONS.add(connection);
      Daemons.start("chat", () -> welcome(connection));
    }
  }

  private void welcome(Socket connection) throws IOException {
    try (connection) {
      if (!broken) {
        connection.setSoTimeout(Windows.millis(1));
      }
      String name =
          new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8)).readLine();
      connection.getOutputStream().write(("welcome, " + name + "\n").getBytes(UTF_8));
    } finally {
      CONNECTIONS.remove(connection);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (ServerSocket listener = new ServerSocket(0)) {
      Daemons.start("acceptor", new SilentClients(listener, broken)::acceptAll);
      Probes healthChecks = new Probes(listener.getLocalPort());
      int probes = PROBES_PER_WINDOW * (Windows.count() + 2);
      for (int probe = 1; probe <= probes; probe++) {
        healthChecks.probe();
        Windows.pause(1.0 / PROBES_PER_WINDOW);
        if (probe % 8 == 0) {
          Sample.log(probe + " health checks passed, connections: " + CONNECTIONS.size());
        }
      }
    }
    Sample.log("done");
  }
}
