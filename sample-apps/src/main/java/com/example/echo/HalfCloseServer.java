package com.example.echo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.example.support.Daemons;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads a query up to the client's half-close, then streams rows for a while: the client has said
 * that it will send no more, and waits.
 *
 * <p>The bug: after the last row the server forgets to close.
 */
public final class HalfCloseServer {
  private static final int CLIENTS = 4;
  private static final int ROWS_PER_WINDOW = 6;
  private static final int ROWS = 3 * ROWS_PER_WINDOW;
  private static final String ROW = "one row of the answer\n";
  private static final List<Socket> ANSWERED = new CopyOnWriteArrayList<>();

  private HalfCloseServer() {}

  private static void acceptAll(ServerSocket listener, boolean broken) throws IOException {
    while (true) {
      Socket connection = listener.accept();
      Daemons.start("query", () -> answer(connection, broken));
    }
  }

  private static void answer(Socket connection, boolean broken) throws IOException {
    connection.getInputStream().readAllBytes();
    try {
      for (int row = 0; row < ROWS; row++) {
        connection.getOutputStream().write(ROW.getBytes(US_ASCII));
        Windows.pause(1.0 / ROWS_PER_WINDOW);
      }
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    if (broken) {
      ANSWERED.add(connection); // for the statistics
    } else {
      connection.close();
    }
  }

  private static void query(InetAddress host, int port) throws IOException {
    try (Socket connection = new Socket(host, port)) {
      connection.getOutputStream().write("select everything\n".getBytes(US_ASCII));
      connection.shutdownOutput();
      byte[] answer = connection.getInputStream().readNBytes(ROWS * ROW.length());
      Sample.log("answer of " + answer.length + " bytes complete");
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Daemons.start("acceptor", () -> acceptAll(listener, broken));
      List<Thread> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        clients.add(
            Daemons.start(
                "client", () -> query(listener.getInetAddress(), listener.getLocalPort())));
      }
      for (Thread client : clients) {
        client.join();
      }
      Windows.keepRunning();
      Sample.log("server keeps " + ANSWERED.size() + " answered queries");
    }
    Sample.log("done");
  }
}
