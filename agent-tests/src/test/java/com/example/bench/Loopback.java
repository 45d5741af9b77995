package com.example.bench;

import java.io.Closeable;
import java.io.IOException;

/** A listener on the loopback interface; one thread uses both ends of its connections. */
interface Loopback extends Closeable {
  /** Connects, and accepts the connection. */
  Pair connect() throws IOException;

  /** Both ends of one connection. */
  interface Pair {
    int MESSAGE_BYTES = 64;

    /** A message from the client to the server, and one back. */
    void exchange() throws IOException;

    /**
     * The client closes; the server reads the end of input and closes.
     *
     * <p>The server's side resets (SO_LINGER 0), which ends the client's orphan too. Otherwise each
     * connection would leave a TIME_WAIT, and a benchmark run out of ports within a second.
     */
    void close() throws IOException;
  }

  /** By {@code socket}s, blocking {@code channel}s, or Netty's {@code epoll}. */
  static Loopback of(String kind) throws IOException {
    return switch (kind) {
      case "socket" -> new SocketLoopback();
      case "channel" -> new ChannelLoopback();
      case "epoll" -> new EpollLoopback();
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
