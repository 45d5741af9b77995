package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketOption;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.List;

/** {@link DatagramChannel}: unconnected, connected, unreachable, closed. */
final class DatagramChannelCalls {
  private DatagramChannelCalls() {}

  static void record(Transcript t) throws Exception {
    exchange(t);
    connected(t);
    closes(t);
    multicast(t);
  }

  private static DatagramChannel bound() throws IOException {
    return DatagramChannel.open(StandardProtocolFamily.INET)
        .bind(new InetSocketAddress(LOOPBACK, 0));
  }

  private static void exchange(Transcript t) throws Exception {
    try (DatagramChannel a = DatagramChannel.open(StandardProtocolFamily.INET);
        DatagramChannel b = bound()) {
      t.call("local unbound", a::getLocalAddress);
      t.call("read unconnected", () -> a.read(ByteBuffer.allocate(1)));
      t.call("write unconnected", () -> a.write(ByteBuffer.allocate(1)));
      t.call("supportedOptions", a::supportedOptions);
      for (SocketOption<?> option : SocketCalls.sorted(a.supportedOptions())) {
        t.call("getOption " + option.name(), () -> a.getOption(option));
      }
      t.call("bind foreign", () -> a.bind(new SocketCalls.Foreign()));
      t.call("bind", () -> a.bind(new InetSocketAddress(LOOPBACK, 0)).isOpen());
      t.call("bind twice", () -> a.bind(new InetSocketAddress(LOOPBACK, 0)));
      t.call("send", () -> a.send(ByteBuffer.allocate(10), b.getLocalAddress()));
      t.call("receive", () -> b.receive(ByteBuffer.allocate(4)));
      t.call("send direct", () -> a.send(ByteBuffer.allocateDirect(3), b.getLocalAddress()));
      t.call("receive direct", () -> b.receive(ByteBuffer.allocateDirect(4)));
      t.call("receive read only", () -> b.receive(ByteBuffer.allocate(1).asReadOnlyBuffer()));
      t.call("send too long", () -> a.send(ByteBuffer.allocate(65_508), b.getLocalAddress()));
      t.call("send foreign", () -> a.send(ByteBuffer.allocate(1), new SocketCalls.Foreign()));
      b.configureBlocking(false);
      t.call("receive nothing", () -> b.receive(ByteBuffer.allocate(4)));
      b.configureBlocking(true);
      t.blocked(
          "receive waits",
          () -> b.receive(ByteBuffer.allocate(4)) != null,
          blocked -> a.send(ByteBuffer.allocate(2), b.getLocalAddress()));
      t.call("adaptor", () -> b.socket().getLocalSocketAddress());
    }
  }

  private static void connected(Transcript t) throws Exception {
    try (DatagramChannel a = bound();
        DatagramChannel b = bound();
        DatagramChannel c = bound()) {
      b.connect(a.getLocalAddress());
      t.call("connect", () -> a.connect(b.getLocalAddress()).isConnected());
      t.call("connect again", () -> a.connect(b.getLocalAddress()));
      t.call("remote", a::getRemoteAddress);
      t.call("write", () -> a.write(ByteBuffer.allocate(6)));
      t.call("gather", () -> a.write(new ByteBuffer[] {ByteBuffer.allocate(2)}));
      t.call("send elsewhere", () -> a.send(ByteBuffer.allocate(1), c.getLocalAddress()));
      t.call("read", () -> b.read(ByteBuffer.allocate(9)));
      t.call("scatter", () -> b.read(new ByteBuffer[] {ByteBuffer.allocate(9)}));
      t.call("disconnect", () -> a.disconnect().isConnected());
      t.call(
          "connect unresolved",
          () -> a.connect(InetSocketAddress.createUnresolved("x.invalid", 1)));
    }
    try (DatagramChannel a = bound()) {
      a.connect(new InetSocketAddress(LOOPBACK, SocketCalls.closedPort()));
      t.call("write unreachable", () -> a.write(ByteBuffer.allocate(1)));
      t.call("read unreachable", () -> a.read(ByteBuffer.allocate(1)));
    }
  }

  private static void closes(Transcript t) throws Exception {
    DatagramChannel closed = bound();
    t.blocked(
        "receive, closed", () -> closed.receive(ByteBuffer.allocate(1)), blocked -> closed.close());
    t.call("receive closed", () -> closed.receive(ByteBuffer.allocate(1)));
    t.call(
        "send closed",
        () -> closed.send(ByteBuffer.allocate(1), new InetSocketAddress(LOOPBACK, 9)));
    t.call("connect closed", () -> closed.connect(new InetSocketAddress(LOOPBACK, 9)));
    t.call("disconnect closed", closed::disconnect);
    t.call("state closed", () -> List.of(closed.isOpen(), closed.isConnected()).toString());
    DatagramChannel interrupted = bound();
    t.blocked(
        "receive, interrupted",
        () -> interrupted.receive(ByteBuffer.allocate(1)),
        Thread::interrupt);
    t.call("interrupted open", interrupted::isOpen);
  }

  private static void multicast(Transcript t) throws Exception {
    InetAddress group = InetAddress.getByName("239.255.0.1");
    NetworkInterface loopback = NetworkInterface.getByInetAddress(LOOPBACK);
    try (DatagramChannel c = bound()) {
      t.call("join unicast", () -> c.join(LOOPBACK, loopback));
      t.call("join", () -> left(c.join(group, loopback)));
    }
  }

  private static Object left(MembershipKey key) {
    boolean before = key.isValid();
    key.drop();
    return List.of(before, key.isValid()).toString();
  }
}
