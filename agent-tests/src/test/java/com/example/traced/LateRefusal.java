package com.example.traced;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Is refused a connection inside a span, once it is told to go on. */
final class LateRefusal {
  private LateRefusal() {}

  public static void main(String[] args) throws Exception {
    Spans spans = Spans.global();
    System.out.println("up");
    awaitLine();
    spans.in("asking", LateRefusal::ask);
    awaitLine();
  }

  private static void awaitLine() throws IOException {
    int read;
    do {
      read = System.in.read();
    } while (read != '\n' && read != -1);
  }

  private static void ask() {
    try {
      new Socket(InetAddress.getLoopbackAddress(), 1).close();
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }
}
