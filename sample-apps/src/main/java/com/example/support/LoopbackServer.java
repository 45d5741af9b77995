package com.example.support;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A well-behaved server with a port of its own and one thread per connection, on loopback or, where
 * {@code sample.host} is set, on that address of this host.
 */
public final class LoopbackServer implements Closeable {
  private final ServerSocket listener;
  private final Handler handler;

  /** What the server does with a connection, which is closed when this returns or throws. */
  public interface Handler {
    void serve(Socket connection) throws IOException;
  }

  private LoopbackServer(ServerSocket listener, Handler handler) {
    this.listener = listener;
    this.handler = handler;
  }

  public static LoopbackServer start(Handler handler) throws IOException {
    String named = System.getProperty("sample.host", "");
    InetAddress host =
        named.isEmpty() ? InetAddress.getLoopbackAddress() : InetAddress.getByName(named);
    ServerSocket listener = new ServerSocket(0, 50, host);
    LoopbackServer server = new LoopbackServer(listener, handler);
    Daemons.start("peer-acceptor", server::acceptAll);
    return server;
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(host(), port());
  }

  public InetAddress host() {
    return listener.getInetAddress();
  }

  public int port() {
    return listener.getLocalPort();
  }

  private void acceptAll() throws IOException {
    while (true) {
      Socket connection = listener.accept();
      Daemons.start("peer", () -> serve(connection));
    }
  }

  private void serve(Socket connection) throws IOException {
    try (connection) {
      connection.setSoTimeout(Windows.millis(100)); // nobody should wait for a client for ever
      handler.serve(connection);
    }
  }

  /** Takes no more connections; those at work end when their clients hang up. */
  @Override
  public void close() throws IOException {
    listener.close();
  }
}
