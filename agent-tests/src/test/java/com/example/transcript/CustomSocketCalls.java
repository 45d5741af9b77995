package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import com.example.neighbours.OwnSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;

/** Sockets of the program's own: subclasses, and implementations that are no sockets at all. */
final class CustomSocketCalls {
  private CustomSocketCalls() {}

  static void record(Transcript t) throws Exception {
    Silent impl = new Silent();
    Own s = new Own(impl);
    t.call("impl connect", () -> s.connect(new InetSocketAddress(LOOPBACK, 9)));
    t.call("impl read", () -> s.getInputStream().read());
    t.call("impl write", () -> s.getOutputStream().write(1));
    t.call("impl toString", s::toString);
    t.call("impl option", s::getTcpNoDelay);
    t.call("impl close", s::close);
    t.call("impl calls", impl::calls);
    try (Accepting listener = new Accepting();
        Socket client = new Socket(LOOPBACK, listener.getLocalPort())) {
      t.call("implAccept", () -> listener.accept().getClass());
      t.call("peer", () -> client.getInputStream().read());
    }
  }

  /** A subclass with an implementation of its own. */
  private static final class Own extends Socket {
    Own(SocketImpl impl) throws SocketException {
      super(impl);
    }
  }

  /** A listener whose connections are of a class of its own; it closes them at once. */
  private static final class Accepting extends ServerSocket {
    Accepting() throws IOException {
      super(0, 5, LOOPBACK);
    }

    @Override
    public Socket accept() throws IOException {
      try (Socket accepted = new Socket() {}) {
        implAccept(accepted);
        return accepted;
      }
    }
  }

  /** An implementation without a descriptor. */
  private static final class Silent extends OwnSocket {
    private final StringBuilder calls = new StringBuilder();

    String calls() {
      return calls.toString();
    }

    @Override
    protected void called(String what) {
      calls.append(what).append(' ');
    }
  }
}
