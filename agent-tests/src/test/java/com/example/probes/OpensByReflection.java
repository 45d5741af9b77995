package com.example.probes;

import java.nio.channels.SocketChannel;

/** Opens a channel by a method that it calls by reflection, and keeps it unconnected. */
final class OpensByReflection {
  private OpensByReflection() {}

  public static void main(String[] args) throws Exception {
    Object channel = OpensByReflection.class.getDeclaredMethod("open").invoke(null);
    System.out.println("opened " + channel);
    Thread.sleep(60_000); // until it is killed
  }

  static SocketChannel open() throws Exception {
    return SocketChannel.open();
  }
}
