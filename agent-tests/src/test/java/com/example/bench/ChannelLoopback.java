package com.example.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** {@link Loopback} by blocking {@code ServerSocketChannel} and {@code SocketChannel}. */
final class ChannelLoopback implements Loopback {
  private final ServerSocketChannel listener = ServerSocketChannel.open();
  private final SocketAddress address;

  ChannelLoopback() throws IOException {
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    address = listener.getLocalAddress();
  }

  @Override
  public Pair connect() throws IOException {
    SocketChannel client = SocketChannel.open(address);
    return new ChannelPair(client, listener.accept());
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private static final class ChannelPair implements Pair {
    /** Direct, and one for all connections of the one thread, as a server would have it. */
    private static final ByteBuffer MESSAGE = ByteBuffer.allocateDirect(MESSAGE_BYTES);

    private final SocketChannel client;
    private final SocketChannel server;

    ChannelPair(SocketChannel client, SocketChannel server) {
      this.client = client;
      this.server = server;
    }

    @Override
    public void exchange() throws IOException {
      pass(client, server);
      pass(server, client);
    }

    private static void pass(SocketChannel from, SocketChannel to) throws IOException {
      MESSAGE.clear();
      while (MESSAGE.hasRemaining()) {
        from.write(MESSAGE);
      }
      MESSAGE.clear();
      while (MESSAGE.hasRemaining()) {
        if (to.read(MESSAGE) < 0) {
          throw new IOException("closed within a message");
        }
      }
    }

    @Override
    public void close() throws IOException {
      client.close();
      MESSAGE.clear();
      if (server.read(MESSAGE) != -1) {
        throw new IOException("data instead of the end of input");
      }
      server.setOption(StandardSocketOptions.SO_LINGER, 0);
      server.close();
    }
  }
}
