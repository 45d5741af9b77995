package com.example.traced;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the end of input of a dozen connections inside a span, and closes none; the span is of its
 * own SDK unless told.
 */
final class Leaks {
  private static final int CONNECTIONS = 12;
  private static final List<Socket> FORGOTTEN = new ArrayList<>();

  private Leaks() {}

  public static void main(String[] args) throws Exception {
    Spans spans = args.length > 0 ? Spans.global() : Spans.own(true);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      spans.in("leaking", () -> leak(server));
      System.out.println("leaked " + FORGOTTEN.size());
      int unused = System.in.read();
    }
  }

  private static void leak(ServerSocket server) throws IOException {
    for (int i = 0; i < CONNECTIONS; i++) {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      server.accept().close();
      int end = client.getInputStream().read();
      FORGOTTEN.add(end == -1 ? client : new Socket());
    }
  }
}
