package com.example.probes;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Holds sockets in every lasting TCP state, says "ready", and waits to be terminated. */
final class HeldConnections {
  private static final int ESTABLISHED_PAIRS = 3;
  private static final int CLOSE_WAITS = 2;

  private static final List<Object> HELD = new ArrayList<>();

  private HeldConnections() {}

  public static void main(String[] args) throws Exception {
    ServerSocket server = new ServerSocket(0, 50, Peer.loopback());
    ServerSocketChannel channelServer = ServerSocketChannel.open();
    channelServer.bind(new InetSocketAddress(Peer.loopback(), 0));
    HELD.add(server);
    HELD.add(channelServer);

    for (int i = 0; i < ESTABLISHED_PAIRS; i++) {
      HELD.add(new Socket(Peer.loopback(), server.getLocalPort()));
      HELD.add(server.accept());
    }
    for (int i = 0; i < CLOSE_WAITS; i++) {
      SocketChannel left = SocketChannel.open(channelServer.getLocalAddress());
      HELD.add(left);
      channelServer.accept().close();
    }
    Socket halfClosed = new Socket(Peer.loopback(), server.getLocalPort());
    HELD.add(halfClosed); // FIN_WAIT2
    HELD.add(server.accept()); // CLOSE_WAIT
    halfClosed.shutdownOutput();

    System.out.println("ready " + HELD.size());
    new CountDownLatch(1).await();
  }
}
