package com.example.traced;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A connection for each request, each request in a span, until it is told to end. */
final class PerRequest {
  private PerRequest() {}

  public static void main(String[] args) throws Exception {
    Spans spans = Spans.own(true);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      while (System.in.available() == 0) {
        spans.in("request", () -> request(server));
        Thread.sleep(5); // about as many requests a second as a service has
      }
    }
  }

  private static void request(ServerSocket server) throws IOException {
    try (Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.getOutputStream().write(1);
      accepted.getOutputStream().write(accepted.getInputStream().read());
      int unused = client.getInputStream().read();
    }
  }
}
