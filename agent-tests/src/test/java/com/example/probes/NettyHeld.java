package com.example.probes;

import dev.sockwatch.tests.support.Await;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Leaves an idle epoll connection open and tells what Netty reads of its client. */
final class NettyHeld {
  private static final int BYTES = 200_000;

  private final EventLoopGroup group =
      new EpollEventLoopGroup(1, new DefaultThreadFactory("netty", true));
  private final AtomicLong received = new AtomicLong();

  private NettyHeld() {}

  public static void main(String[] args) {
    NettyHeld probe = new NettyHeld();
    EpollSocketChannel client = probe.askForConnection(probe.listen().localAddress());
    client.writeAndFlush(Unpooled.wrappedBuffer(new byte[BYTES])).syncUninterruptibly();
    Await.until("all data", ProbeEvents.PATIENCE, () -> probe.received.get() == BYTES);
    Await.until(
        "all acknowledgements", ProbeEvents.PATIENCE, () -> client.tcpInfo().unacked() == 0);
    System.out.println("port=" + client.localAddress().getPort());
    tell(client.tcpInfo());
  }

  private Channel listen() {
    return new ServerBootstrap()
        .group(group)
        .channel(EpollServerSocketChannel.class)
        .childHandler(new Counting())
        .bind(new InetSocketAddress(Peer.loopback(), 0))
        .syncUninterruptibly()
        .channel();
  }

  private EpollSocketChannel askForConnection(SocketAddress address) {
    return (EpollSocketChannel)
        new Bootstrap()
            .group(group)
            .channel(EpollSocketChannel.class)
            .handler(new ChannelInboundHandlerAdapter())
            .connect(address)
            .syncUninterruptibly()
            .channel();
  }

  /** Everything that an idle connection keeps, by the report's names. */
  private static void tell(EpollTcpInfo info) {
    List.of(
            "caState=" + info.caState(),
            "retransmits=" + info.retransmits(),
            "probes=" + info.probes(),
            "backoff=" + info.backoff(),
            "options=" + info.options(),
            "sndWscale=" + info.sndWscale(),
            "rcvWscale=" + info.rcvWscale(),
            "rtoMicros=" + info.rto(),
            "atoMicros=" + info.ato(),
            "sndMssBytes=" + info.sndMss(),
            "rcvMssBytes=" + info.rcvMss(),
            "unacked=" + info.unacked(),
            "sacked=" + info.sacked(),
            "lost=" + info.lost(),
            "retrans=" + info.retrans(),
            "pmtuBytes=" + info.pmtu(),
            "rcvSsthreshBytes=" + info.rcvSsthresh(),
            "rttMicros=" + info.rtt(),
            "rttvarMicros=" + info.rttvar(),
            "sndSsthreshSegments=" + info.sndSsthresh(),
            "sndCwndSegments=" + info.sndCwnd(),
            "advmssBytes=" + info.advmss(),
            "reorderingSegments=" + info.reordering(),
            "rcvRttMicros=" + info.rcvRtt(),
            "rcvSpaceBytes=" + info.rcvSpace(),
            "totalRetrans=" + info.totalRetrans())
        .forEach(line -> System.out.println("netty." + line));
  }

  private final class Counting extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      received.addAndGet(((ByteBuf) message).readableBytes());
      ((ByteBuf) message).release();
    }
  }
}
