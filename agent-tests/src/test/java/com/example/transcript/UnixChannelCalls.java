package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/** Channels of the Unix domain. */
final class UnixChannelCalls {
  private UnixChannelCalls() {}

  static void record(Transcript t) throws Exception {
    Path folder = Files.createTempDirectory("transcript");
    Path file = folder.resolve("socket");
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      t.call("connect absent", () -> SocketChannel.open(address));
      t.call("bind inet", () -> listener.bind(new InetSocketAddress(LOOPBACK, 0)));
      t.call("bind", () -> listener.bind(address).isOpen());
      t.call("bind taken", () -> taken(address));
      t.call("local", listener::getLocalAddress);
      t.call("adaptor", listener::socket);
      exchange(t, listener, address);
      t.blocked("accept, closed", listener::accept, blocked -> Transcript.close(listener));
      t.call("connect closed", () -> SocketChannel.open(address));
    }
    Files.delete(file);
    Files.delete(folder);
    t.call("too long", () -> SocketChannel.open(UnixDomainSocketAddress.of("x".repeat(200))));
    t.call("datagram", () -> DatagramChannel.open(StandardProtocolFamily.UNIX));
  }

  private static Object taken(UnixDomainSocketAddress address) throws Exception {
    try (ServerSocketChannel second = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      return second.bind(address);
    }
  }

  private static void exchange(
      Transcript t, ServerSocketChannel listener, UnixDomainSocketAddress address)
      throws Exception {
    try (SocketChannel c = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      t.call("read unconnected", () -> c.read(ByteBuffer.allocate(1)));
      t.call("connect inet", () -> c.connect(new InetSocketAddress(LOOPBACK, 1)));
    }
    try (SocketChannel c = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      t.call("connect", () -> c.connect(address));
      try (SocketChannel accepted = listener.accept()) {
        SocketChannelCalls.state(t, "connected", c);
        SocketChannelCalls.state(t, "accepted", accepted);
        t.call("nodelay", () -> c.setOption(StandardSocketOptions.TCP_NODELAY, true));
        t.call("write", () -> c.write(ByteBuffer.allocate(5)));
        t.call("read", () -> accepted.read(ByteBuffer.allocate(9)));
        t.blocked(
            "read waits",
            () -> accepted.read(ByteBuffer.allocate(9)),
            blocked -> c.write(ByteBuffer.allocate(2)));
        t.call("shutdownOutput", () -> c.shutdownOutput().isOpen());
        t.call("end", () -> accepted.read(ByteBuffer.allocate(9)));
        t.blocked(
            "read, closed", () -> c.read(ByteBuffer.allocate(9)), blocked -> Transcript.close(c));
        t.call("broken", () -> accepted.write(ByteBuffer.allocate(5)));
      }
    }
  }
}
