package com.example.probes;

import java.nio.channels.SocketChannel;

/** Drops channels without a close, and ends without a garbage collection. */
final class DropsChannel {
  private DropsChannel() {}

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 3; i++) {
      drop();
    }
    System.out.println("dropped");
  }

  private static void drop() throws Exception {
    SocketChannel.open().configureBlocking(false);
  }
}
