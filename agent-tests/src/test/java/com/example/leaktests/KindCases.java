package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of socket that can be left open, and its twin that is closed. */
@NoSocketLeaks(grace = "100ms")
class KindCases {
  private static final List<Object> KEPT = new ArrayList<>();
  private static final Server SERVER = new Server();

  private final List<AutoCloseable> closedAfterEach = new ArrayList<>();

  @AfterAll
  static void stop() throws IOException {
    SERVER.close();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : closedAfterEach) {
      closeable.close();
    }
  }

  @Test
  void client_leaks() {
    KEPT.add(SERVER.connect());
  }

  @Test
  void client_isClosed() throws IOException {
    SERVER.connect().close();
  }

  @Test
  void client_isClosedAfterEach() {
    closedAfterEach.add(SERVER.connect());
  }

  @Test
  void listener_leaks() throws IOException {
    KEPT.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
  }

  @Test
  @SuppressWarnings("try") // it is there to be open
  void accepted_leaks() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
      KEPT.add(listener.accept());
    }
  }

  @Test
  void neverConnected_leaks() throws IOException {
    Socket socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    KEPT.add(socket);
  }

  @Test
  void channel_leaks() throws IOException {
    KEPT.add(SocketChannel.open(SERVER.address()));
  }

  @Test
  void channel_isClosed() throws IOException {
    SocketChannel.open(SERVER.address()).close();
  }

  @Test
  void listenerChannel_leaks() throws IOException {
    KEPT.add(
        ServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  @Test
  void asynchronousChannel_leaks() throws Exception {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    channel.connect(SERVER.address()).get();
    KEPT.add(channel);
  }

  @Test
  void asynchronousListener_leaks() throws Exception {
    KEPT.add(
        AsynchronousServerSocketChannel.open()
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  @Test
  void unixDomain_leaks(@TempDir Path folder) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address);
      KEPT.add(SocketChannel.open(address));
    }
    Files.delete(address.getPath());
  }

  @Test
  void datagramSocket_leaks() throws IOException {
    KEPT.add(new DatagramSocket());
  }

  @Test
  void datagramChannel_leaks() throws IOException {
    KEPT.add(DatagramChannel.open());
  }

  @Test
  void ownFailure_comesFirst() {
    KEPT.add(SERVER.connect());
    throw new IllegalStateException("the test's own failure");
  }
}
