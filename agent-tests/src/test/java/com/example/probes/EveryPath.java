package com.example.probes;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** One byte through each kind of socket, so that all of the JDK's classes for it are loaded. */
final class EveryPath {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private EveryPath() {}

  static void useOnce() throws Exception {
    sockets();
    channels();
    asynchronousChannels();
    unixDomainChannels();
    datagrams();
  }

  private static void sockets() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK);
        Socket client = new Socket(LOOPBACK, listener.getLocalPort());
        Socket server = listener.accept()) {
      client.getOutputStream().write(1);
      server.getInputStream().read();
    }
  }

  private static void channels() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        Selector selector = Selector.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      try (SocketChannel client = SocketChannel.open(listener.getLocalAddress());
          SocketChannel server = listener.accept()) {
        client.write(ByteBuffer.wrap(new byte[] {1}));
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_READ);
        selector.select();
        server.read(ByteBuffer.allocate(1));
      }
    }
  }

  private static void asynchronousChannels() throws Exception {
    try (AsynchronousServerSocketChannel listener = AsynchronousServerSocketChannel.open();
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      var accepted = listener.accept();
      client.connect(listener.getLocalAddress()).get();
      try (AsynchronousSocketChannel server = accepted.get()) {
        client.write(ByteBuffer.wrap(new byte[] {1})).get();
        server.read(ByteBuffer.allocate(1)).get();
      }
    }
  }

  private static void unixDomainChannels() throws IOException {
    Path folder = Files.createTempDirectory("probe");
    Path file = folder.resolve("socket");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address);
      try (SocketChannel client = SocketChannel.open(address);
          SocketChannel server = listener.accept()) {
        client.write(ByteBuffer.wrap(new byte[] {1}));
        server.read(ByteBuffer.allocate(1));
      }
    }
    Files.delete(file);
    Files.delete(folder);
  }

  private static void datagrams() throws IOException {
    try (DatagramSocket one = new DatagramSocket(0, LOOPBACK)) {
      one.send(new DatagramPacket(new byte[] {1}, 1, LOOPBACK, one.getLocalPort()));
      one.receive(new DatagramPacket(new byte[1], 1));
    }
  }
}
