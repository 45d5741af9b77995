package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** {@link ServerSocketChannel} and its adaptor. */
final class ServerSocketChannelCalls {
  private ServerSocketChannelCalls() {}

  static void record(Transcript t) throws Exception {
    try (ServerSocketChannel c = ServerSocketChannel.open()) {
      t.call("accept unbound", c::accept);
      t.call("local unbound", c::getLocalAddress);
      t.call("supportedOptions", c::supportedOptions);
      for (SocketOption<?> option : SocketCalls.sorted(c.supportedOptions())) {
        t.call("getOption " + option.name(), () -> c.getOption(option));
      }
      t.call("bind foreign", () -> c.bind(new SocketCalls.Foreign()));
      t.call("bind not ours", () -> c.bind(new InetSocketAddress("192.0.2.1", 0)));
      t.call("bind", () -> c.bind(new InetSocketAddress(LOOPBACK, 0), 5).isOpen());
      t.call("bind twice", () -> c.bind(new InetSocketAddress(LOOPBACK, 0)));
      t.call("bind taken", () -> taken(c));
      t.call("local", c::getLocalAddress);
      t.call("toString", c::toString);
      c.configureBlocking(false);
      t.call("accept non-blocking", c::accept);
      t.call("adaptor non-blocking", () -> c.socket().accept());
      c.configureBlocking(true);
      c.socket().setSoTimeout(20);
      t.call("adaptor timed out", () -> c.socket().accept());
      t.blocked("accept waits", () -> accepted(c), blocked -> connect(c));
    }
    closes(t);
  }

  private static Object taken(ServerSocketChannel c) throws IOException {
    try (ServerSocketChannel second = ServerSocketChannel.open()) {
      return second.bind(c.getLocalAddress());
    }
  }

  private static void closes(Transcript t) throws Exception {
    ServerSocketChannel closed = bound();
    t.blocked("accept, closed", closed::accept, blocked -> closed.close());
    t.call("accept closed", closed::accept);
    t.call("bind closed", () -> closed.bind(null));
    t.call("local closed", closed::getLocalAddress);
    t.call("adaptor closed", () -> closed.socket().accept());
    t.call("close again", closed::close);
    ServerSocketChannel interrupted = bound();
    t.blocked("accept, interrupted", interrupted::accept, Thread::interrupt);
    t.call("interrupted open", interrupted::isOpen);
    ServerSocketChannel adaptor = bound();
    t.blocked("adaptor, closed", () -> adaptor.socket().accept(), blocked -> adaptor.close());
  }

  private static ServerSocketChannel bound() throws IOException {
    return ServerSocketChannel.open().bind(new InetSocketAddress(LOOPBACK, 0));
  }

  private static void connect(ServerSocketChannel c) throws IOException {
    new Socket(LOOPBACK, c.socket().getLocalPort()).close();
  }

  private static @Nullable Object accepted(ServerSocketChannel c) throws IOException {
    try (SocketChannel accepted = c.accept()) {
      return accepted.isConnected();
    }
  }
}
