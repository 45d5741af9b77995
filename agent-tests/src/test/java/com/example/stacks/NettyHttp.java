package com.example.stacks;

import com.example.probes.NettyTransport;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Netty itself on both sides over the transports that are asked for, sharing the requests. */
final class NettyHttp {
  private NettyHttp() {}

  public static void main(String[] args) throws Exception {
    for (String name : args) {
      NettyTransport transport = NettyTransport.valueOf(name);
      String refusal = transport.refusal();
      if (refusal != null) {
        System.out.println("skipped=the kernel refuses " + name + ": " + refusal);
        return;
      }
      work(transport, Loopback.REQUESTS / args.length / Loopback.CONNECTIONS);
    }
    Loopback.end((long) args.length * Loopback.CONNECTIONS);
  }

  private static void work(NettyTransport transport, int requests)
      throws InterruptedException, ReflectiveOperationException {
    EventLoopGroup group = transport.newGroup();
    Queue<Channel> accepted = new ConcurrentLinkedQueue<>();
    Channel server =
        new ServerBootstrap()
            .group(group)
            .channel(transport.server)
            .childHandler(new Initializer(null, accepted))
            .bind(new InetSocketAddress(Loopback.address(), 0))
            .sync()
            .channel();
    for (int i = 0; i < Loopback.CONNECTIONS; i++) {
      BlockingQueue<String> answers = new LinkedBlockingQueue<>();
      Channel client =
          new Bootstrap()
              .group(group)
              .channel(transport.client)
              .handler(new Initializer(answers, new ConcurrentLinkedQueue<>()))
              .connect(server.localAddress())
              .sync()
              .channel();
      for (int j = 0; j < requests; j++) {
        client
            .writeAndFlush(Unpooled.copiedBuffer(Loopback.BODY, StandardCharsets.ISO_8859_1))
            .sync();
        Loopback.check(answers.poll(10, TimeUnit.SECONDS));
      }
      client.close().sync();
    }
    server.close().sync();
    for (Channel channel : accepted) {
      channel.closeFuture().sync(); // 4.2 on NIO may drop it open where the loop ends before that
    }
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
  }

  /** Echoes, or takes what comes back. */
  private static final class Initializer extends ChannelInitializer<Channel> {
    private final @Nullable BlockingQueue<String> answers;
    private final Queue<Channel> all;

    Initializer(@Nullable BlockingQueue<String> answers, Queue<Channel> all) {
      this.answers = answers;
      this.all = all;
    }

    @Override
    protected void initChannel(Channel channel) {
      all.add(channel);
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
