package com.example.probes;

import java.net.ServerSocket;

/** Listens for as many milliseconds as told, and names its threads. */
final class HoldsListener {
  private HoldsListener() {}

  public static void main(String[] args) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, Peer.loopback())) {
      Thread.sleep(Long.parseLong(args[0]));
      Thread.getAllStackTraces().keySet().forEach(t -> System.out.println("thread " + t.getName()));
      System.out.println("bound " + listener.isBound());
    }
  }
}
