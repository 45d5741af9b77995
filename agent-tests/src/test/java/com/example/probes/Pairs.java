package com.example.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** A listener with connections to it, both ends in this program; it never forgets any. */
final class Pairs {
  /** The two ends; of a channel, its adaptor. */
  record Pair(Socket client, Socket server) {}

  /** Connects once and accepts that. */
  private interface Connector {
    Pair connect() throws IOException;
  }

  private final Object listener;
  private final int port;
  private final Connector connector;
  private final List<Pair> pairs = new ArrayList<>();

  private Pairs(Object listener, int port, Connector connector) {
    this.listener = listener;
    this.port = port;
    this.connector = connector;
  }

  static Pairs overSockets(InetAddress address) throws IOException {
    ServerSocket listener = new ServerSocket(0, 50, address);
    int port = listener.getLocalPort();
    return new Pairs(listener, port, () -> new Pair(new Socket(address, port), listener.accept()));
  }

  static Pairs overChannels(InetAddress address) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(address, 0));
    InetSocketAddress to = (InetSocketAddress) listener.getLocalAddress();
    return new Pairs(
        listener,
        to.getPort(),
        () -> new Pair(SocketChannel.open(to).socket(), listener.accept().socket()));
  }

  Pair connect() throws IOException {
    Pair pair = connector.connect();
    pairs.add(pair);
    return pair;
  }

  int port() {
    return port;
  }

  @Override
  public String toString() {
    return listener + " with " + pairs.size();
  }
}
