package com.example.stacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Channels of a selector on both sides; every other client uses the channel's socket adaptor. */
final class SelectorChannels {
  private static final byte[] BYTES = Loopback.BODY.getBytes(StandardCharsets.ISO_8859_1);
  private static final int EACH = Loopback.REQUESTS / Loopback.CONNECTIONS;

  private SelectorChannels() {}

  public static void main(String[] args) throws Exception {
    try (Selector serving = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(Loopback.address(), 0)).configureBlocking(false);
      server.register(serving, SelectionKey.OP_ACCEPT);
      Thread loop = new Thread(() -> serve(serving, server), "selector");
      loop.start();
      InetSocketAddress address = (InetSocketAddress) server.getLocalAddress();
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        if (i % 2 == 0) {
          askBySelector(address);
        } else {
          askByAdaptor(address);
        }
      }
      loop.join();
    }
    Loopback.end(Loopback.CONNECTIONS);
  }

  private static void askByAdaptor(InetSocketAddress address) throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      Socket socket = channel.socket();
      socket.setSoTimeout(10_000);
      socket.connect(address, 10_000);
      Echo.ask(socket.getInputStream(), socket.getOutputStream(), EACH);
    }
  }

  private static void askBySelector(InetSocketAddress address) throws IOException {
    try (Selector selector = Selector.open();
        SocketChannel channel = SocketChannel.open()) {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
      if (!channel.connect(address)) {
        selector.select();
        channel.finishConnect();
      }
      key.interestOps(SelectionKey.OP_READ);
      for (int i = 0; i < EACH; i++) {
        channel.write(ByteBuffer.wrap(BYTES));
        ByteBuffer answer = ByteBuffer.allocate(BYTES.length);
        while (answer.hasRemaining()) {
          selector.select();
          selector.selectedKeys().clear();
          channel.read(answer);
        }
        Loopback.check(new String(answer.array(), StandardCharsets.ISO_8859_1));
      }
    }
  }

  /** Until all clients are gone. */
  private static void serve(Selector selector, ServerSocketChannel server) {
    try {
      for (int ended = 0; ended < Loopback.CONNECTIONS; ) {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
          if (key.isAcceptable()) {
            SocketChannel accepted = server.accept();
            accepted.configureBlocking(false).register(selector, SelectionKey.OP_READ);
          } else if (!isAnswered((SocketChannel) key.channel())) {
            key.channel().close();
            ended++;
          }
        }
        selector.selectedKeys().clear();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** False at the end of input. */
  private static boolean isAnswered(SocketChannel channel) throws IOException {
    ByteBuffer some = ByteBuffer.allocate(BYTES.length);
    if (channel.read(some) < 0) {
      return false;
    }
    some.flip();
    while (some.hasRemaining()) {
      channel.write(some);
    }
    return true;
  }
}
