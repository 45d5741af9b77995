package com.example.sync;

import com.example.support.Daemons;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * A client of a service that is full.
 *
 * <p>The bug is the service's: nobody accepts its connections any more. Once its accept queue is
 * full the kernel drops every SYN, and connects time out.
 */
public final class FullBacklog {
  private static final int BACKLOG = 1;
  private static final int ROUNDS_PER_WINDOW = 8;

  /** Long enough for the kernel to have sent the SYN again, which takes a second. */
  private static final int TIMEOUT_MILLIS = 1500;

  private FullBacklog() {}

  private static boolean request(SocketAddress service) throws IOException {
    try (Socket connection = new Socket()) {
      connection.connect(service, TIMEOUT_MILLIS);
      connection.getOutputStream().write(1);
      int unused = connection.getInputStream().read();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  private static void fill(SocketAddress service, List<Socket> waiting) throws IOException {
    for (int i = 0; i <= BACKLOG; i++) { // one more than it says (sk_acceptq_is_full)
      Socket connection = new Socket();
      connection.connect(service);
      waiting.add(connection);
    }
  }

  private static void accept(ServerSocket listener) throws IOException {
    while (true) {
      try (Socket connection = listener.accept()) {
        connection.getOutputStream().write(connection.getInputStream().read());
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress())) {
      SocketAddress service = listener.getLocalSocketAddress();
      if (broken) {
        fill(service, waiting);
      } else {
        Daemons.start("acceptor", () -> accept(listener));
      }
      int answered = 0;
      int failed = 0;
      long end = System.nanoTime() + Windows.millis(Windows.count()) * 1_000_000L;
      while (System.nanoTime() - end < 0) {
        if (request(service)) {
          answered++;
        } else {
          failed++;
        }
        Windows.pause(1.0 / ROUNDS_PER_WINDOW);
      }
      Sample.log(answered + " requests answered, " + failed + " not");
      for (Socket connection : waiting) {
        connection.close();
      }
    }
    Sample.log("done");
  }
}
