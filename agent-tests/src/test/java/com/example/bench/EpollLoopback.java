package com.example.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@link Loopback} by Netty's epoll: one event loop has both ends, the measuring thread spins until
 * it is done.
 */
final class EpollLoopback implements Loopback {
  private final EventLoopGroup group = new EpollEventLoopGroup(1);
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong serverCloses = new AtomicLong();
  private final Bootstrap clients;
  private final Channel listener;

  EpollLoopback() {
    listener =
        new ServerBootstrap()
            .group(group)
            .channel(EpollServerSocketChannel.class)
            .childOption(ChannelOption.SO_LINGER, 0)
            .childHandler(new Server())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
    clients =
        new Bootstrap()
            .group(group)
            .channel(EpollSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .handler(new Client())
            .remoteAddress(listener.localAddress());
  }

  @Override
  public Pair connect() {
    return new EpollPair(clients.connect().syncUninterruptibly().channel());
  }

  @Override
  public void close() {
    listener.close().syncUninterruptibly();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private static void spinUntil(AtomicLong counter, long value) {
    while (counter.get() < value) {
      Thread.onSpinWait();
    }
  }

  private final class EpollPair implements Pair {
    private final Channel client;

    EpollPair(Channel client) {
      this.client = client;
    }

    @Override
    public void exchange() {
      long awaited = received.get() + MESSAGE_BYTES;
      ByteBuf message = client.alloc().directBuffer(MESSAGE_BYTES).writeZero(MESSAGE_BYTES);
      ChannelFuture unused = client.writeAndFlush(message, client.voidPromise());
      spinUntil(received, awaited);
    }

    @Override
    public void close() {
      long awaited = serverCloses.get() + 1;
      client.close().syncUninterruptibly();
      spinUntil(serverCloses, awaited);
    }
  }

  private final class Server extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ChannelFuture unused = context.writeAndFlush(message, context.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      serverCloses.incrementAndGet();
    }
  }

  private final class Client extends ChannelInboundHandlerAdapter {
    @Override
    public boolean isSharable() {
      return true;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      int bytes = data.readableBytes();
      data.release();
      received.addAndGet(bytes);
    }
  }
}
