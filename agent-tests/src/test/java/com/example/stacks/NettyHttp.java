package com.example.stacks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Netty itself on both sides over NIO and epoll, half of the requests each. */
final class NettyHttp {
  private NettyHttp() {}

  public static void main(String[] args) throws Exception {
    work(new NioEventLoopGroup(2), NioSocketChannel.class, NioServerSocketChannel.class);
    work(new EpollEventLoopGroup(2), EpollSocketChannel.class, EpollServerSocketChannel.class);
    Loopback.end(2 * Loopback.CONNECTIONS);
  }

  private static void work(
      EventLoopGroup group,
      Class<? extends Channel> clientType,
      Class<? extends ServerChannel> serverType)
      throws InterruptedException {
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(serverType)
            .childHandler(new Initializer(null))
            .bind(new InetSocketAddress(Loopback.address(), 0))
            .sync()
            .channel();
    for (int i = 0; i < Loopback.CONNECTIONS; i++) {
      BlockingQueue<String> answers = new LinkedBlockingQueue<>();
      Channel client =
          new Bootstrap()
              .group(group)
              .channel(clientType)
              .handler(new Initializer(answers))
              .connect(server.localAddress())
              .sync()
              .channel();
      for (int j = 0; j < Loopback.REQUESTS / 2 / Loopback.CONNECTIONS; j++) {
        client
            .writeAndFlush(Unpooled.copiedBuffer(Loopback.BODY, StandardCharsets.ISO_8859_1))
            .sync();
        Loopback.check(answers.poll(10, TimeUnit.SECONDS));
      }
      client.close().sync();
    }
    server.close().sync();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }

  /** Echoes, or takes what comes back. */
  private static final class Initializer extends ChannelInitializer<Channel> {
    private final @Nullable BlockingQueue<String> answers;

    Initializer(@Nullable BlockingQueue<String> answers) {
      this.answers = answers;
    }

    @Override
    protected void initChannel(Channel channel) {
      channel
          .pipeline()
          .addLast(
              new SimpleChannelInboundHandler<ByteBuf>() {
                @Override
                protected void channelRead0(ChannelHandlerContext context, ByteBuf data) {
                  if (answers == null) {
                    ChannelFuture unused = context.writeAndFlush(data.retain());
                  } else {
                    answers.add(data.toString(StandardCharsets.ISO_8859_1));
                  }
                }
              });
    }
  }
}
