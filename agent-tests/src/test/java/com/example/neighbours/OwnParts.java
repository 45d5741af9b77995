package com.example.neighbours;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.SelectorProvider;
import java.util.logging.LogManager;

/**
 * Sets in main what can be set once in a JVM, as containers and application servers do, and shows
 * that all of it is used: a LogManager, a SelectorProvider, handlers of URLs, and factories of
 * sockets, after a connection that leaks.
 */
final class OwnParts {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private OwnParts() {}

  /** A LogManager that is one by its class alone. */
  public static final class Manager extends LogManager {}

  public static void main(String[] args) throws Exception {
    System.setProperty("java.util.logging.manager", Manager.class.getName());
    System.setProperty("java.nio.channels.spi.SelectorProvider", CountingProvider.class.getName());
    System.setProperty("networkaddress.cache.ttl", "7");
    URL.setURLStreamHandlerFactory(protocol -> protocol.equals("own") ? new OwnHandler() : null);
    ServerSocket listener = new ServerSocket(0, 5, LOOPBACK);
    Socket leaked = connect(listener);
    listener.accept().close();
    System.out.println("end of input: " + leaked.getInputStream().read());
    int unused = System.in.read(); // the test has seen the leak
    System.out.println("manager: " + LogManager.getLogManager().getClass().getName());
    System.out.println("provider: " + SelectorProvider.provider().getClass().getName());
    System.out.println("channels: " + exchanged() + " of " + CountingProvider.opened());
    System.out.println("url: " + URI.create("own://x/y").toURL().openStream().read());
    factories();
    System.exit(leaked.isClosed() ? 1 : 7);
  }

  private static Socket connect(ServerSocket listener) throws Exception {
    return new Socket(LOOPBACK, listener.getLocalPort());
  }

  private static int exchanged() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      try (SocketChannel client = SocketChannel.open(listener.getLocalAddress());
          SocketChannel server = listener.accept()) {
        return client.write(ByteBuffer.allocate(3)) + server.read(ByteBuffer.allocate(9));
      }
    }
  }

  @SuppressWarnings("deprecation") // still there, still used
  private static void factories() throws Exception {
    Socket.setSocketImplFactory(OwnSocket::new);
    try (Socket s = new Socket(LOOPBACK, 1)) {
      System.out.println("factory: " + s.getInputStream().read() + ", made " + OwnSocket.made());
    }
    try {
      Socket.setSocketImplFactory(OwnSocket::new);
    } catch (SocketException e) {
      System.out.println("second factory: " + e.getMessage());
    }
  }
}
