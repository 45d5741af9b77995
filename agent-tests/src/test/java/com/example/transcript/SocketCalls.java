package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** {@link Socket} before, during and after its connection, without its streams. */
final class SocketCalls {
  private static final InetSocketAddress UNRESOLVED =
      InetSocketAddress.createUnresolved("no-such-host.invalid", 80);

  private SocketCalls() {}

  static void record(Transcript t) throws Exception {
    unconnected(t);
    binds(t);
    failedConnects(t);
    timedOut(t);
    connected(t);
    constructors(t);
  }

  private static void unconnected(Transcript t) throws Exception {
    try (Socket s = new Socket()) {
      state(t, "new", s);
      t.call("new.getInputStream", s::getInputStream);
      t.call("new.getOutputStream", s::getOutputStream);
      t.call("new.shutdownInput", s::shutdownInput);
      t.call("new.shutdownOutput", s::shutdownOutput);
      t.call("new.sendUrgentData", () -> s.sendUrgentData(1));
      t.call("new.getChannel", s::getChannel);
      t.call("new.connect null", () -> s.connect(Transcript.<SocketAddress>absent()));
      t.call("new.connect negative", () -> s.connect(new InetSocketAddress(LOOPBACK, 9), -1));
      t.call("new.connect foreign", () -> s.connect(new Foreign()));
      options(t, s);
    }
    Socket closed = new Socket();
    closed.close();
    state(t, "closed", closed);
    t.call("closed.close", closed::close);
    t.call("closed.connect", () -> closed.connect(new InetSocketAddress(LOOPBACK, 9)));
    t.call("closed.bind", () -> closed.bind(new InetSocketAddress(LOOPBACK, 0)));
    t.call("closed.getInputStream", closed::getInputStream);
    t.call("closed.getOutputStream", closed::getOutputStream);
    t.call("closed.setSoTimeout", () -> closed.setSoTimeout(1));
    t.call("closed.setOption", () -> closed.setOption(StandardSocketOptions.SO_REUSEADDR, true));
    t.call("closed.getOption", () -> closed.getOption(StandardSocketOptions.SO_REUSEADDR));
  }

  private static void options(Transcript t, Socket s) throws Exception {
    t.call("supportedOptions", s::supportedOptions);
    for (SocketOption<?> option : sorted(s.supportedOptions())) {
      t.call("getOption " + option.name(), () -> s.getOption(option));
    }
    t.call("setTcpNoDelay", () -> s.setTcpNoDelay(true));
    t.call("getTcpNoDelay", s::getTcpNoDelay);
    t.call("setKeepAlive", () -> s.setKeepAlive(true));
    t.call("getKeepAlive", s::getKeepAlive);
    t.call("setSoLinger", () -> s.setSoLinger(true, 3));
    t.call("getSoLinger", s::getSoLinger);
    t.call("setSoLinger negative", () -> s.setSoLinger(true, -1));
    t.call("setSoTimeout negative", () -> s.setSoTimeout(-1));
    t.call("setReceiveBufferSize 0", () -> s.setReceiveBufferSize(0));
    t.call("setSendBufferSize 0", () -> s.setSendBufferSize(0));
    t.call("setTrafficClass", () -> s.setTrafficClass(256));
    t.call("setOOBInline", () -> s.setOOBInline(true));
    t.call("setOption multicast", () -> s.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1));
    t.call("setPerformancePreferences", () -> s.setPerformancePreferences(1, 2, 0));
  }

  static List<SocketOption<?>> sorted(Set<SocketOption<?>> options) {
    return options.stream()
        .sorted(Comparator.comparing(SocketOption::name))
        .filter(option -> !option.name().equals("SO_INCOMING_NAPI_ID")) // the network card's
        .toList();
  }

  private static void binds(Transcript t) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK);
        Socket s = new Socket()) {
      t.call("bind taken", () -> s.bind(taken.getLocalSocketAddress()));
    }
    try (Socket s = new Socket()) {
      t.call("bind foreign", () -> s.bind(new Foreign()));
      t.call("bind unresolved", () -> s.bind(UNRESOLVED));
      t.call("bind", () -> s.bind(new InetSocketAddress(LOOPBACK, 0)));
      t.call("bind twice", () -> s.bind(new InetSocketAddress(LOOPBACK, 0)));
      state(t, "bound", s);
    }
    try (Socket s = new Socket()) {
      t.call("bind not ours", () -> s.bind(new InetSocketAddress("192.0.2.1", 0)));
    }
  }

  private static void failedConnects(Transcript t) throws Exception {
    int closedPort = closedPort();
    InetSocketAddress refused = new InetSocketAddress(LOOPBACK, closedPort);
    for (int timeout : new int[] {0, 5000}) {
      Socket s = new Socket();
      t.call("refused " + timeout, () -> s.connect(refused, timeout));
      state(t, "refused", s);
      t.call("refused again", () -> s.connect(refused, timeout));
      s.close();
      Socket u = new Socket();
      t.call("unresolved " + timeout, () -> u.connect(UNRESOLVED, timeout));
      state(t, "unresolved", u);
      u.close();
    }
    t.call("new refused", () -> new Socket(LOOPBACK, closedPort).isConnected());
    t.call("new refused, bound", () -> new Socket(LOOPBACK, closedPort, LOOPBACK, 0).isBound());
    t.call("new unknown port", () -> new Socket(LOOPBACK, 70_000).isConnected());
    Proxy socks = new Proxy(Proxy.Type.SOCKS, refused);
    try (Socket s = new Socket(socks)) {
      t.call("refused proxy", () -> s.connect(new InetSocketAddress(LOOPBACK, 9)));
    }
    t.call("foreign proxy", () -> new Socket(new Proxy(Proxy.Type.HTTP, UNRESOLVED)).isBound());
  }

  private static void timedOut(Transcript t) throws Exception {
    List<Socket> queued = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, LOOPBACK)) {
      for (int i = 0; i < 2; i++) {
        queued.add(new Socket(LOOPBACK, full.getLocalPort()));
      }
      try (Socket s = new Socket()) {
        t.call("timed out", () -> s.connect(full.getLocalSocketAddress(), 50));
        state(t, "timed out", s);
      }
      Socket s = new Socket();
      t.blocked(
          "connect, closed",
          () -> {
            s.connect(full.getLocalSocketAddress(), 15_000);
            return "connected";
          },
          blocked -> s.close());
    }
    for (Socket one : queued) {
      one.close();
    }
  }

  private static void connected(Transcript t) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 5, LOOPBACK);
        Socket s = new Socket()) {
      t.call("connect", () -> s.connect(listener.getLocalSocketAddress()));
      try (Socket accepted = listener.accept()) {
        state(t, "connected", s);
        state(t, "accepted", accepted);
        t.call("connect again", () -> s.connect(listener.getLocalSocketAddress()));
        t.call("bind connected", () -> s.bind(new InetSocketAddress(LOOPBACK, 0)));
        t.call("shutdownOutput", s::shutdownOutput);
        t.call("shutdownOutput again", s::shutdownOutput);
        t.call("shutdownInput", s::shutdownInput);
        t.call("shutdownInput again", s::shutdownInput);
        t.call("getInputStream shut", s::getInputStream);
        t.call("getOutputStream shut", s::getOutputStream);
        state(t, "shut", s);
      }
      t.call("close", s::close);
      state(t, "after close", s);
    }
  }

  @SuppressWarnings("AddressSelection") // each constructor there is
  private static void constructors(Transcript t) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 9, LOOPBACK)) {
      int port = listener.getLocalPort();
      keep(t, "by address", () -> new Socket(LOOPBACK, port));
      keep(t, "by name", () -> new Socket("127.0.0.1", port));
      keep(t, "by address, bound", () -> new Socket(LOOPBACK, port, LOOPBACK, 0));
      keep(t, "by name, bound", () -> new Socket("127.0.0.1", port, LOOPBACK, 0));
      keep(t, "no proxy", () -> new Socket(Proxy.NO_PROXY));
    }
  }

  private interface Opening {
    Socket open() throws Exception;
  }

  private static void keep(Transcript t, String name, Opening opening) {
    t.call(
        "new " + name,
        () -> {
          try (Socket s = opening.open()) {
            return s;
          }
        });
  }

  static void state(Transcript t, String name, Socket s) {
    t.call(name + " state", () -> List.of(s.isBound(), s.isConnected(), s.isClosed()).toString());
    t.call(name + " shut", () -> List.of(s.isInputShutdown(), s.isOutputShutdown()).toString());
    t.call(name + " local", s::getLocalSocketAddress);
    t.call(name + " remote", s::getRemoteSocketAddress);
    t.call(name + " toString", s::toString);
    t.call(name + " timeout", s::getSoTimeout);
  }

  /** A port that was free a moment ago. */
  static int closedPort() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
      return listener.getLocalPort();
    }
  }

  /** An address that the JDK's sockets do not know. */
  static final class Foreign extends SocketAddress {
    private static final long serialVersionUID = 1;

    @Override
    public String toString() {
      return "foreign address";
    }
  }
}
