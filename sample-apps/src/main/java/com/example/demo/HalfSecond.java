package com.example.demo;

import com.example.support.Sample;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A small program that uses its sockets to its end and leaves closing them to the exit.
 *
 * <p>The bug: it drops one connection after another.
 */
public final class HalfSecond {
  private static final int CONNECTIONS = 12;

  private HalfSecond() {}

  private static void exchange(ServerSocketChannel listener) throws IOException {
    SocketChannel client = SocketChannel.open(listener.getLocalAddress());
    try (SocketChannel server = listener.accept()) {
      server.write(ByteBuffer.wrap(new byte[1]));
      ByteBuffer answer = ByteBuffer.allocate(1);
      while (answer.hasRemaining()) {
        client.read(answer);
      }
    }
  }

  public static void main(String[] args) throws IOException {
    boolean broken = Sample.isBroken(args);
    ServerSocketChannel listener =
        ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    for (int i = 0; i < (broken ? CONNECTIONS : 1); i++) {
      exchange(listener);
    }
    Sample.log("done");
  }
}
