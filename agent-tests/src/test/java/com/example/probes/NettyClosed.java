package com.example.probes;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;

/**
 * Closes channels of epoll and lives on for longer than a closed socket may hold its descriptor.
 */
final class NettyClosed {
  private static final int TIMES = 20;

  /** Of 600 ms, which are 30 s here. */
  private static final int WINDOWS = 3;

  private NettyClosed() {}

  public static void main(String[] args) throws Exception {
    EventLoopGroup group = new EpollEventLoopGroup(1, new DefaultThreadFactory("netty", true));
    Channel listener =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .childHandler(new Ignoring())
            .bind(new InetSocketAddress(Peer.loopback(), 0))
            .syncUninterruptibly()
            .channel();
    for (int i = 0; i < TIMES; i++) {
      Channel client =
          new Bootstrap()
              .group(group)
              .channel(EpollSocketChannel.class)
              .handler(new Ignoring())
              .connect(listener.localAddress())
              .syncUninterruptibly()
              .channel();
      client.close().syncUninterruptibly();
    }
    System.out.println("closed=" + TIMES);
    Thread.sleep(WINDOWS * 600L);
  }

  /** Shared: it keeps nothing. */
  private static final class Ignoring extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }
  }
}
