package com.example.stacks;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Unix domain channels on both sides. */
final class UnixChannels {
  private UnixChannels() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("unix");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("socket"));
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(address);
      Thread acceptor = new Thread(() -> serve(server), "unix-server");
      acceptor.start();
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        try (SocketChannel channel = SocketChannel.open(address)) {
          Echo.ask(
              Channels.newInputStream(channel),
              Channels.newOutputStream(channel),
              Loopback.REQUESTS / Loopback.CONNECTIONS);
        }
      }
      acceptor.join();
    }
    Files.delete(address.getPath());
    Files.delete(folder);
    Loopback.end(Loopback.CONNECTIONS);
  }

  private static void serve(ServerSocketChannel server) {
    try {
      for (int i = 0; i < Loopback.CONNECTIONS; i++) {
        try (SocketChannel channel = server.accept()) {
          Echo.answer(Channels.newInputStream(channel), Channels.newOutputStream(channel));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
