package com.example.probes;

import java.net.ServerSocket;

/** Listens, so that there is something to watch; says that it runs and waits for a word. */
final class Waits {
  private Waits() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, Peer.loopback())) {
      System.out.println("ready");
      int unused = listener.isBound() ? System.in.read() : 0;
    }
  }
}
