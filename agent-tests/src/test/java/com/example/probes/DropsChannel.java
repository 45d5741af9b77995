package com.example.probes;

import java.nio.channels.SocketChannel;

/** Drops a channel without a close, and ends without a garbage collection. */
final class DropsChannel {
  private DropsChannel() {}

  public static void main(String[] args) throws Exception {
    drop();
    System.out.println("dropped");
  }

  private static void drop() throws Exception {
    SocketChannel.open().configureBlocking(false);
  }
}
