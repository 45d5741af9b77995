package com.example.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Holds so many connections, both ends, until its input ends. */
final class HoldsMany {
  private static final int CONNECTIONS_EACH = 1_000;

  private HoldsMany() {}

  public static void main(String[] args) throws Exception {
    int connections = Integer.parseInt(args[0]);
    List<SocketChannel> held = new ArrayList<>();
    ServerSocketChannel server = listen();
    for (int i = 1; i <= connections; i++) {
      if (i % CONNECTIONS_EACH == 0) {
        server = listen();
      }
      held.add(SocketChannel.open(server.getLocalAddress()));
      held.add(server.accept());
    }
    System.out.println("held=" + held.size());
    int unused = System.in.read();
    System.out.println("still=" + held.stream().filter(SocketChannel::isOpen).count());
  }

  private static ServerSocketChannel listen() throws IOException {
    return ServerSocketChannel.open().bind(new InetSocketAddress(Peer.loopback(), 0));
  }
}
