package com.example.probes;

import dev.sockwatch.tests.support.Await;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A Netty server that obeys the commands of {@link Peer}, and its clients; both count their events.
 */
final class NettyPair implements AutoCloseable {
  private final ProbeEvents events;
  private final NettyTransport transport;
  private final EventLoopGroup group;
  private final Class<? extends Channel> clientType;
  private final boolean halfClosure;
  private final Channel server;
  private final AtomicInteger inputs = new AtomicInteger();

  NettyPair(ProbeEvents events, NettyTransport transport, boolean halfClosure, SocketAddress at)
      throws ReflectiveOperationException {
    boolean inet = at instanceof InetSocketAddress;
    this.events = events;
    this.transport = transport;
    this.group = transport.newGroup();
    this.clientType = inet ? transport.client : transport.domainClient();
    Class<? extends ServerChannel> serverType = inet ? transport.server : transport.domainServer();
    this.halfClosure = halfClosure;
    ServerBootstrap bootstrap =
        new ServerBootstrap().group(group).channel(serverType).childHandler(handlers(events.peer));
    if (halfClosure) {
      bootstrap.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }
    server = bootstrap.bind(at).syncUninterruptibly().channel();
    events.peer.add(Event.OPENED);
    events.peer.add(Event.LISTENING);
  }

  SocketAddress address() {
    return server.localAddress();
  }

  /** Opens a client and begins to connect it. */
  ChannelFuture connect(SocketAddress remote, int timeoutMillis) {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(clientType)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
            .handler(handlers(events.self));
    if (halfClosure) {
      bootstrap.option(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }
    events.self.add(Event.OPENED);
    return bootstrap.connect(remote);
  }

  /** A client that is connected and has had its echo. */
  Channel connected() {
    Channel client = connect(address(), 10_000).syncUninterruptibly().channel();
    events.self.add(Event.CONNECTED);
    tell(client, Peer.ECHO);
    return client;
  }

  /** Connects where it must fail; Netty closes the channel. */
  Throwable fails(SocketAddress remote, int timeoutMillis) {
    ChannelFuture failed = connect(remote, timeoutMillis).awaitUninterruptibly();
    failed.channel().closeFuture().awaitUninterruptibly();
    events.self.add(Event.CONNECT_FAILED);
    events.self.closed();
    if (failed.cause() == null) {
      throw new IllegalStateException("connected to " + remote);
    }
    return failed.cause();
  }

  /** Sends a command and waits for the answer if there is one. */
  void tell(Channel client, int command) {
    int before = inputs.get();
    client.writeAndFlush(Unpooled.wrappedBuffer(new byte[] {(byte) command})).syncUninterruptibly();
    if (command == Peer.ECHO) {
      Await.until("the echo", ProbeEvents.PATIENCE, () -> inputs.get() > before);
    }
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    events.peer.closed();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private ChannelHandler handlers(EventCounter counter) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new CountingHandler(counter));
      }
    };
  }

  private final class CountingHandler extends ChannelInboundHandlerAdapter {
    private final EventCounter counter;
    private boolean weClose;

    CountingHandler(EventCounter counter) {
      this.counter = counter;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (counter == events.peer) {
        counter.add(Event.ACCEPTED);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      int command = data.getByte(data.readerIndex());
      if (counter == events.self) {
        data.release();
        inputs.incrementAndGet();
      } else if (command == Peer.HANG_UP) {
        data.release();
        weClose = true;
        ChannelFuture unused = context.close();
      } else {
        ChannelFuture unused = context.writeAndFlush(data);
      }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ChannelInputShutdownEvent.INSTANCE) {
        counter.add(Event.END_OF_INPUT_FROM_PEER);
        // Netty has shut down the input too. The second side is refused by the kernel, since
        // nothing
        // is left to shut down: a native transport has seen that, the JDK's hook stands before it.
        if (counter == events.peer || transport == NettyTransport.NIO) {
          counter.add(Event.INPUT_SHUTDOWN);
        }
        weClose = true;
        ChannelFuture unused = context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!weClose && !context.channel().hasAttr(NettyLives.CLOSED_BY_US)) {
        counter.add(Event.END_OF_INPUT_FROM_PEER);
      }
      counter.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      cause.printStackTrace();
    }
  }
}
