package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** {@link SocketChannel}: states, connects and closes; its transfers are elsewhere. */
final class SocketChannelCalls {
  private static final InetSocketAddress UNRESOLVED =
      InetSocketAddress.createUnresolved("no-such-host.invalid", 80);

  private SocketChannelCalls() {}

  static void record(Transcript t) throws Exception {
    unconnected(t);
    failedConnects(t);
    nonBlockingConnects(t);
    connected(t);
    adaptors(t);
  }

  private static void unconnected(Transcript t) throws Exception {
    SocketChannel c = SocketChannel.open();
    state(t, "new", c);
    t.call("new read", () -> c.read(ByteBuffer.allocate(1)));
    t.call("new write", () -> c.write(ByteBuffer.allocate(1)));
    t.call("new finishConnect", c::finishConnect);
    t.call("new shutdownInput", c::shutdownInput);
    t.call("new shutdownOutput", c::shutdownOutput);
    t.call("new supportedOptions", c::supportedOptions);
    for (SocketOption<?> option : SocketCalls.sorted(c.supportedOptions())) {
      t.call("getOption " + option.name(), () -> c.getOption(option));
    }
    t.call("setOption", () -> c.setOption(StandardSocketOptions.TCP_NODELAY, true).isOpen());
    t.call("setOption multicast", () -> c.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 1));
    t.call("bind", () -> c.bind(new InetSocketAddress(LOOPBACK, 0)).isOpen());
    t.call("bind twice", () -> c.bind(new InetSocketAddress(LOOPBACK, 0)));
    t.call("toString", c::toString);
    t.call("close", c::close);
    t.call("close again", c::close);
    state(t, "closed", c);
    t.call("closed read", () -> c.read(ByteBuffer.allocate(1)));
    t.call("closed write", () -> c.write(ByteBuffer.allocate(1)));
    t.call("closed connect", () -> c.connect(UNRESOLVED));
    t.call("closed finishConnect", c::finishConnect);
    t.call("closed bind", () -> c.bind(new InetSocketAddress(LOOPBACK, 0)));
    t.call("closed shutdownOutput", c::shutdownOutput);
    t.call("closed getOption", () -> c.getOption(StandardSocketOptions.TCP_NODELAY));
    t.call("closed configureBlocking", () -> c.configureBlocking(false));
    t.call("closed register", () -> c.register(Transcript.<Selector>absent(), 1));
    t.call("open family", () -> opened(StandardProtocolFamily.INET));
    t.call("open family 6", () -> opened(StandardProtocolFamily.INET6));
  }

  private static Object opened(StandardProtocolFamily family) throws Exception {
    try (SocketChannel c = SocketChannel.open(family)) {
      return c.bind(null).getLocalAddress();
    }
  }

  private static void failedConnects(Transcript t) throws Exception {
    InetSocketAddress refused = new InetSocketAddress(LOOPBACK, SocketCalls.closedPort());
    t.call("open refused", () -> SocketChannel.open(refused));
    t.call("open unresolved", () -> SocketChannel.open(UNRESOLVED));
    t.call("open foreign", () -> SocketChannel.open(new SocketCalls.Foreign()));
    SocketChannel c = SocketChannel.open();
    t.call("refused", () -> c.connect(refused));
    state(t, "refused", c);
    t.call("refused again", () -> c.connect(refused));
    c.close();
    SocketChannel u = SocketChannel.open();
    t.call("unresolved", () -> u.connect(UNRESOLVED));
    state(t, "unresolved", u);
    u.close();
    SocketChannel f = SocketChannel.open();
    t.call("foreign", () -> f.connect(new SocketCalls.Foreign()));
    state(t, "foreign", f);
    f.close();
  }

  private static void nonBlockingConnects(Transcript t) throws Exception {
    InetSocketAddress refused = new InetSocketAddress(LOOPBACK, SocketCalls.closedPort());
    try (SocketChannel c = SocketChannel.open()) {
      c.configureBlocking(false);
      // Loopback answers within the call: on Linux the refusal may come at once.
      t.outcome("non-blocking refused", () -> finished(c, refused));
      state(t, "non-blocking refused", c);
    }
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        SocketChannel c = SocketChannel.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      c.configureBlocking(false);
      t.outcome("non-blocking connect", () -> finished(c, listener.getLocalAddress()));
      t.call("connected finishConnect", c::finishConnect);
      t.call("connected connect", () -> c.connect(listener.getLocalAddress()));
      t.call("non-blocking read", () -> c.read(ByteBuffer.allocate(1)));
      t.call("non-blocking array", () -> c.read(new ByteBuffer[] {ByteBuffer.allocate(1)}));
      t.call("stream", () -> c.socket().getInputStream().read());
      t.call("stream out", () -> c.socket().getOutputStream().write(1));
      listener.accept().close();
    }
  }

  private static Object finished(SocketChannel c, java.net.SocketAddress to) throws Exception {
    try (Selector selector = Selector.open()) {
      if (!c.connect(to)) {
        c.register(selector, SelectionKey.OP_CONNECT);
        selector.select();
        return c.finishConnect();
      }
      return true;
    }
  }

  private static void connected(Transcript t) throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      SocketChannel c = SocketChannel.open(listener.getLocalAddress());
      SocketChannel accepted = listener.accept();
      state(t, "connected", c);
      state(t, "accepted", accepted);
      t.call("shutdownOutput", () -> c.shutdownOutput().isOpen());
      t.call("shutdownOutput again", () -> c.shutdownOutput().isOpen());
      t.call("write shut", () -> c.write(ByteBuffer.allocate(1)));
      t.call("peer's end", () -> accepted.read(ByteBuffer.allocate(1)));
      t.call("peer's end again", () -> accepted.read(ByteBuffer.allocate(1)));
      t.call("shutdownInput", () -> c.shutdownInput().isOpen());
      t.call("read shut", () -> c.read(ByteBuffer.allocate(1)));
      accepted.close();
      c.close();
    }
  }

  private static void adaptors(Transcript t) throws Exception {
    InetSocketAddress refused = new InetSocketAddress(LOOPBACK, SocketCalls.closedPort());
    try (SocketChannel c = SocketChannel.open()) {
      t.call("adaptor refused", () -> c.socket().connect(refused, 2000));
      state(t, "adaptor refused", c);
    }
    try (ServerSocketChannel listener = ServerSocketChannel.open();
        SocketChannel c = SocketChannel.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      Socket s = c.socket();
      t.call("adaptor connect", () -> s.connect(listener.getLocalAddress(), 2000));
      SocketCalls.state(t, "adaptor", s);
      s.setSoTimeout(20);
      t.call("adaptor timed out", () -> s.getInputStream().read());
      try (SocketChannel accepted = listener.accept()) {
        accepted.write(ByteBuffer.wrap(new byte[] {1, 2}));
        t.call("adaptor read", () -> s.getInputStream().read());
        t.call("adaptor available", () -> s.getInputStream().available());
        t.call("adaptor write", () -> s.getOutputStream().write(1));
        t.call("adaptor urgent", () -> s.sendUrgentData(1));
        t.call("adaptor shutdownInput", s::shutdownInput);
      }
      t.call("adaptor close", s::close);
      state(t, "adaptor closed", c);
    }
  }

  static void state(Transcript t, String name, SocketChannel c) {
    t.call(
        name + " state",
        () -> List.of(c.isOpen(), c.isConnected(), c.isConnectionPending(), c.isBlocking()) + "");
    t.call(name + " local", c::getLocalAddress);
    t.call(name + " remote", c::getRemoteAddress);
  }
}
