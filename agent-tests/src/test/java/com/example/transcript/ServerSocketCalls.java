package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.util.List;

/** {@link ServerSocket}: binding, accepting, waiting, closing. */
final class ServerSocketCalls {
  private ServerSocketCalls() {}

  static void record(Transcript t) throws Exception {
    try (ServerSocket s = new ServerSocket()) {
      state(t, "new", s);
      t.call("accept unbound", s::accept);
      t.call("supportedOptions", s::supportedOptions);
      for (SocketOption<?> option : SocketCalls.sorted(s.supportedOptions())) {
        t.call("getOption " + option.name(), () -> s.getOption(option));
      }
      t.call("setSoTimeout negative", () -> s.setSoTimeout(-1));
      t.call("setReceiveBufferSize 0", () -> s.setReceiveBufferSize(0));
      t.call("bind foreign", () -> s.bind(new SocketCalls.Foreign()));
      t.call("bind not ours", () -> s.bind(new InetSocketAddress("192.0.2.1", 0)));
      t.call("bind", () -> s.bind(Transcript.<SocketAddress>absent()));
      t.call("bind twice", () -> s.bind(new InetSocketAddress(LOOPBACK, 0)));
    }
    t.call("new port -1", () -> new ServerSocket(-1).isBound());
    t.call("new port 65536", () -> new ServerSocket(65_536).isBound());
    accepts(t);
    closes(t);
  }

  private static void accepts(Transcript t) throws Exception {
    try (ServerSocket s = new ServerSocket(0, 0, LOOPBACK)) {
      state(t, "bound", s);
      t.call("new taken", () -> new ServerSocket(s.getLocalPort(), 1, LOOPBACK).isBound());
      s.setSoTimeout(20);
      t.call("accept timed out", s::accept);
      try (Socket client = new Socket(LOOPBACK, s.getLocalPort())) {
        t.call("accept", () -> accepted(s));
        t.call("read", () -> client.getInputStream().read());
      }
      s.setSoTimeout(0);
      t.blocked(
          "accept waits",
          () -> accepted(s),
          blocked -> new Socket(LOOPBACK, s.getLocalPort()).close());
    }
  }

  private static Object accepted(ServerSocket s) throws IOException {
    try (Socket accepted = s.accept()) {
      return accepted;
    }
  }

  private static void closes(Transcript t) throws Exception {
    ServerSocket s = new ServerSocket(0, 5, LOOPBACK);
    t.blocked("accept, closed", s::accept, blocked -> s.close());
    state(t, "closed", s);
    t.call("accept closed", s::accept);
    t.call("close again", s::close);
    t.call("bind closed", () -> s.bind(new InetSocketAddress(LOOPBACK, 0)));
    t.call("getSoTimeout closed", s::getSoTimeout);
    t.call("getReuseAddress closed", s::getReuseAddress);
    ServerSocket timed = new ServerSocket(0, 5, LOOPBACK);
    timed.setSoTimeout(15_000);
    t.blocked("accept with time-out, closed", timed::accept, blocked -> timed.close());
  }

  private static void state(Transcript t, String name, ServerSocket s) {
    t.call(name + " state", () -> List.of(s.isBound(), s.isClosed()).toString());
    t.call(name + " local", s::getLocalSocketAddress);
    t.call(name + " address", s::getInetAddress);
    t.call(name + " toString", s::toString);
    t.call(name + " channel", s::getChannel);
  }
}
