package com.example.probes;

import dev.sockwatch.tests.support.Await;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What can happen to a connection of Netty, each several times, over one of its transports. */
final class NettyLives {
  static final AttributeKey<Boolean> CLOSED_BY_US = AttributeKey.valueOf("closedByUs");

  private static final int TIMES = 5;

  private final ProbeEvents events = new ProbeEvents();
  private final NettyTransport transport;

  private NettyLives(NettyTransport transport) {
    this.transport = transport;
  }

  public static void main(String[] args) throws Exception {
    NettyLives probe = new NettyLives(NettyTransport.valueOf(args[0]));
    String refusal = probe.transport.refusal();
    if (refusal != null) {
      System.out.println("refused by the kernel: " + refusal);
      return;
    }
    probe.closedByEither();
    probe.halfClosed();
    probe.refused();
    if (probe.transport != NettyTransport.NIO) {
      probe.timedOut(); // the JDK takes a close while connecting for just that
    }
    if (probe.transport == NettyTransport.EPOLL) {
      probe.unixDomain();
    }
    probe.datagrams();
    probe.events.publish();
  }

  private NettyPair pair(boolean halfClosure) throws ReflectiveOperationException {
    return new NettyPair(events, transport, halfClosure, new InetSocketAddress(Peer.loopback(), 0));
  }

  private void closedByEither() throws Exception {
    try (NettyPair pair = pair(false)) {
      exchange(pair);
    }
  }

  private void exchange(NettyPair pair) {
    for (int i = 0; i < TIMES; i++) {
      Channel client = pair.connected();
      client.attr(CLOSED_BY_US).set(true);
      client.close().syncUninterruptibly();
      client.close().syncUninterruptibly(); // does nothing: still one event

      Channel hungUp = pair.connected();
      pair.tell(hungUp, Peer.HANG_UP);
      hungUp.closeFuture().syncUninterruptibly();
    }
    awaitAllReleased();
  }

  private void halfClosed() throws Exception {
    try (NettyPair pair = pair(true)) {
      for (int i = 0; i < TIMES; i++) {
        DuplexChannel client = (DuplexChannel) pair.connected();
        client.shutdownOutput().syncUninterruptibly();
        events.self.add(Event.OUTPUT_SHUTDOWN);
        client.closeFuture().syncUninterruptibly();
      }
      awaitAllReleased();
    }
  }

  private void refused() throws Exception {
    InetSocketAddress nobody;
    try (ServerSocket closedSoon = new ServerSocket(0, 1, Peer.loopback())) {
      nobody = (InetSocketAddress) closedSoon.getLocalSocketAddress();
      events.self.add(Event.OPENED);
      events.self.add(Event.LISTENING);
    }
    events.self.closed();
    try (NettyPair pair = pair(false)) {
      for (int i = 0; i < TIMES; i++) {
        Throwable refused = pair.fails(nobody, 10_000);
        System.out.println("refused=" + refused.getClass().getName());
      }
    }
  }

  private void timedOut() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, Peer.loopback());
        NettyPair pair = pair(false)) {
      events.self.add(Event.OPENED);
      events.self.add(Event.LISTENING);
      List<Socket> queued = new ArrayList<>();
      while (queued.size() < 2) {
        queued.add(new Socket(full.getInetAddress(), full.getLocalPort()));
        events.self.add(Event.OPENED);
        events.self.add(Event.CONNECTED);
      }
      Throwable late = pair.fails(full.getLocalSocketAddress(), 200);
      System.out.println("timedOut=" + late.getClass().getName());
      for (Socket client : queued) {
        full.accept().close();
        events.peer.add(Event.ACCEPTED);
        events.peer.closed();
        client.close();
        events.self.closed();
      }
    }
    events.self.closed();
  }

  private void unixDomain() throws Exception {
    Path folder = Files.createTempDirectory("netty");
    DomainSocketAddress at = new DomainSocketAddress(folder.resolve("socket").toString());
    try (NettyPair pair = new NettyPair(events, transport, false, at)) {
      exchange(pair);
    } finally {
      Files.deleteIfExists(Path.of(at.path()));
      Files.delete(folder);
    }
  }

  private void datagrams() throws Exception {
    EventLoopGroup group = transport.newGroup();
    for (int i = 0; i < TIMES; i++) {
      Channel channel =
          new Bootstrap()
              .group(group)
              .channel(transport.datagram)
              .handler(new ChannelInboundHandlerAdapter())
              .connect(new InetSocketAddress(Peer.loopback(), 9))
              .syncUninterruptibly()
              .channel();
      events.self.add(Event.OPENED);
      channel.close().syncUninterruptibly();
      events.self.closed();
    }
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void awaitAllReleased() {
    Await.until(
        "both ends of all connections to close, but the listener",
        ProbeEvents.PATIENCE,
        () ->
            events.total(Event.OPENED) + events.total(Event.ACCEPTED) - events.total(Event.RELEASED)
                == 1);
  }
}
