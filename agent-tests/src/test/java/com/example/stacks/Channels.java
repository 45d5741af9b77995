package com.example.stacks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** The JDK's channels: blocking, by adaptor, and asynchronous; a connection for each request. */
final class Channels {
  private static final byte[] BYTES = Loopback.BODY.getBytes(StandardCharsets.ISO_8859_1);

  private Channels() {}

  public static void main(String[] args) throws Exception {
    InetSocketAddress any = new InetSocketAddress(Loopback.address(), 0);
    try (ServerSocketChannel server = ServerSocketChannel.open().bind(any)) {
      for (int i = 0; i < Loopback.REQUESTS / 2; i++) {
        try (SocketChannel client = SocketChannel.open()) {
          if (i % 2 == 0) {
            client.connect(server.getLocalAddress());
          } else {
            client.socket().connect(server.getLocalAddress(), 10_000);
          }
          serve(client, server.accept());
        }
      }
    }
    try (AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open()) {
      server.bind(any);
      for (int i = 0; i < Loopback.REQUESTS / 2; i++) {
        try (AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
          Future<AsynchronousSocketChannel> accepting = server.accept();
          Object unused = client.connect(server.getLocalAddress()).get();
          serve(client, accepting.get());
        }
      }
    }
    Loopback.end(Loopback.REQUESTS);
  }

  private static void serve(SocketChannel client, SocketChannel accepted) throws IOException {
    try (accepted) {
      accepted.write(ByteBuffer.wrap(BYTES));
      ByteBuffer answer = ByteBuffer.allocate(BYTES.length);
      while (answer.hasRemaining() && client.read(answer) >= 0) {}
      Loopback.check(new String(answer.array(), StandardCharsets.ISO_8859_1));
    }
  }

  private static void serve(AsynchronousSocketChannel client, AsynchronousSocketChannel accepted)
      throws IOException, InterruptedException, ExecutionException {
    try (accepted) {
      Object unused = accepted.write(ByteBuffer.wrap(BYTES)).get();
      ByteBuffer answer = ByteBuffer.allocate(BYTES.length);
      while (answer.hasRemaining() && client.read(answer).get() >= 0) {}
      Loopback.check(new String(answer.array(), StandardCharsets.ISO_8859_1));
    }
  }
}
