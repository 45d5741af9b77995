package com.example.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.List;

/** Speaks with hosts whose names are nobody's business, from threads named as libraries do. */
final class SecretNames {
  private static final List<Object> HELD = new ArrayList<>();

  private SecretNames() {}

  /** The name of a host that the JVM resolves to a loopback address, and of a socket to make. */
  public static void main(String[] args) throws Exception {
    String host = args[0];
    SocketAddress path = UnixDomainSocketAddress.of(args[1]);
    HELD.add(ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(path));
    HELD.add(SocketChannel.open(path));
    try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getByName(host))) {
      Thread client = new Thread(() -> connect(host, listener), "OkHttp " + host + " (10.9.8.7)");
      client.setDaemon(true);
      client.start();
      System.out.println("opens");
      StandardInput.next();
    }
  }

  private static void connect(String host, ServerSocket listener) {
    try {
      int port = listener.getLocalPort();
      int closed;
      try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(host))) {
        closed = other.getLocalPort();
      }
      for (int i = 0; i < 12; i++) {
        Socket held = new Socket(host, port);
        HELD.add(held);
        listener.accept().close();
        int end = held.getInputStream().read(); // CLOSE_WAIT
        if (end != -1) {
          throw new IllegalStateException("read " + end);
        }
        fails(
            StandardProtocolFamily.INET,
            InetSocketAddress.createUnresolved("unresolved.internal.corp", 80));
        fails(StandardProtocolFamily.UNIX, UnixDomainSocketAddress.of("/none/internal.corp"));
        unknown("unknown.internal.corp.invalid");
      }
      while (true) {
        fails(StandardProtocolFamily.INET, new InetSocketAddress(host, closed));
        Thread.sleep(20); // as a program that tries again and again
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void unknown(String host) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, 80));
      throw new IllegalStateException("connected to " + host);
    } catch (IOException e) {
      // As it should: UnknownHostException.
    }
  }

  private static void fails(StandardProtocolFamily family, SocketAddress address)
      throws IOException {
    SocketChannel channel = SocketChannel.open(family);
    if (address instanceof InetSocketAddress inet && inet.isUnresolved()) {
      HELD.add(channel); // nobody closes it
    }
    try {
      boolean unused = channel.connect(address);
      throw new IllegalStateException("connected to " + address);
    } catch (IOException | UnresolvedAddressException e) {
      // As it should.
    }
  }
}
