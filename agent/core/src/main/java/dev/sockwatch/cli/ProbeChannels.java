package dev.sockwatch.cli;

import static dev.sockwatch.cli.ProbeSockets.expect;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What probes do with channels. */
final class ProbeChannels {
  private static final long PATIENCE_SECONDS = 10;

  private ProbeChannels() {}

  private static SocketAddress anyPort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  static void blocking() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort())) {
      exchange(SocketChannel.open(listener.getLocalAddress()), listener.accept());
    }
  }

  static void unixDomain() throws IOException {
    Path folder = Files.createTempDirectory("sockwatch-");
    Path path = folder.resolve("socket");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
      listener.bind(address);
      exchange(SocketChannel.open(address), listener.accept());
    } finally {
      Files.deleteIfExists(path);
      Files.deleteIfExists(folder);
    }
  }

  private static void exchange(SocketChannel client, SocketChannel server) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    expect(1, client.write(ByteBuffer.allocate(1)));
    expect(1, server.read(one));
    client.close();
    expect(-1, server.read(one.clear()));
    server.close();
  }

  static void selected() throws IOException {
    try (Selector selector = Selector.open();
        ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort())) {
      SocketChannel client = SocketChannel.open();
      client.configureBlocking(false);
      if (!client.connect(listener.getLocalAddress())) {
        SelectionKey key = client.register(selector, SelectionKey.OP_CONNECT);
        while (!client.finishConnect()) {
          expect(1, selector.select(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS)));
        }
        key.cancel();
        expect(0, selector.selectNow());
      }
      exchange(client, listener.accept());
    }
  }

  static void adaptors() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.socket().bind(anyPort());
      Socket client = SocketChannel.open().socket();
      client.connect(listener.getLocalAddress());
      try (Socket server = listener.socket().accept()) {
        client.getOutputStream().write(1);
        expect(1, server.getInputStream().read());
        client.close();
        expect(-1, server.getInputStream().read());
      }
    }
  }

  static void asynchronous() throws Exception {
    try (AsynchronousServerSocketChannel listener =
        AsynchronousServerSocketChannel.open().bind(anyPort())) {
      Future<AsynchronousSocketChannel> accepting = listener.accept();
      AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
      Object unused = result(client.connect(listener.getLocalAddress()));
      try (AsynchronousSocketChannel server = result(accepting)) {
        ByteBuffer one = ByteBuffer.allocate(1);
        expect(1, result(client.write(ByteBuffer.allocate(1))));
        expect(1, result(server.read(one)));
        client.close();
        expect(-1, result(server.read(one.clear())));
      }
    }
  }

  private static <T> T result(Future<T> future) throws Exception {
    return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  static void datagrams() throws IOException {
    new DatagramSocket(anyPort()).close();
    DatagramChannel.open().close();
  }

  /** The descriptor stays until the selector runs, which it never does. */
  static void closePending() throws IOException {
    Selector selector = Selector.open();
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort())) {
      SocketChannel client = SocketChannel.open(listener.getLocalAddress());
      listener.accept().close();
      client.configureBlocking(false);
      SelectionKey unused = client.register(selector, SelectionKey.OP_WRITE);
      client.close();
    }
  }
}
