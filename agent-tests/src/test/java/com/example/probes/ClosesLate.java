package com.example.probes;

import java.net.ServerSocket;
import java.net.Socket;

/** Leaves a connection in CLOSE_WAIT for as many milliseconds as told, and closes it then. */
final class ClosesLate {
  private ClosesLate() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 50, Peer.loopback())) {
      Socket late = new Socket(Peer.loopback(), server.getLocalPort());
      server.accept().close();
      while (late.getInputStream().read() >= 0) {
        // until the end of input
      }
      System.out.println("leaked");
      Thread.sleep(Long.parseLong(args[0])); // the leak, as long as the test asks for
      late.close();
      System.out.println("closed");
      Thread.sleep(Long.parseLong(args[0])); // time for a round without it
    }
  }
}
