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

/** A Netty server that obeys the commands of {@link Peer}, and its clients; both keep books. */
final class NettyPair implements AutoCloseable {
  private final Ledger ledger;
  private final NettyTransport transport;
  private final EventLoopGroup group;
  private final Class<? extends Channel> clientType;
  private final boolean halfClosure;
  private final Channel server;
  private final AtomicInteger inputs = new AtomicInteger();

  NettyPair(Ledger ledger, NettyTransport transport, boolean halfClosure, SocketAddress at)
      throws ReflectiveOperationException {
    boolean inet = at instanceof InetSocketAddress;
    this.ledger = ledger;
    this.transport = transport;
    this.group = transport.newGroup();
    this.clientType = inet ? transport.client : transport.domainClient();
    Class<? extends ServerChannel> serverType = inet ? transport.server : transport.domainServer();
    this.halfClosure = halfClosure;
    ServerBootstrap bootstrap =
        new ServerBootstrap().group(group).channel(serverType).childHandler(handlers(ledger.peer));
    if (halfClosure) {
      bootstrap.childOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }
    server = bootstrap.bind(at).syncUninterruptibly().channel();
    ledger.peer.add(Event.OPENED);
    ledger.peer.add(Event.LISTENING);
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
            .handler(handlers(ledger.self));
    if (halfClosure) {
      bootstrap.option(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }
    ledger.self.add(Event.OPENED);
    return bootstrap.connect(remote);
  }

  /** A client that is connected and has had its echo. */
  Channel connected() {
    Channel client = connect(address(), 10_000).syncUninterruptibly().channel();
    ledger.self.add(Event.CONNECTED);
    tell(client, Peer.ECHO);
    return client;
  }

  /** Connects where it must fail; Netty closes the channel. */
  Throwable fails(SocketAddress remote, int timeoutMillis) {
    ChannelFuture failed = connect(remote, timeoutMillis).awaitUninterruptibly();
    failed.channel().closeFuture().awaitUninterruptibly();
    ledger.self.add(Event.CONNECT_FAILED);
    ledger.self.closed();
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
      Await.until("the echo", Ledger.PATIENCE, () -> inputs.get() > before);
    }
  }

  @Override
  public void close() {
    server.close().syncUninterruptibly();
    ledger.peer.closed();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private ChannelHandler handlers(Tally books) {
    return new ChannelInitializer<Channel>() {
      @Override
      protected void initChannel(Channel channel) {
        channel.pipeline().addLast(new Booked(books));
      }
    };
  }

  private final class Booked extends ChannelInboundHandlerAdapter {
    private final Tally books;
    private boolean weClose;

    Booked(Tally books) {
      this.books = books;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
      if (books == ledger.peer) {
        books.add(Event.ACCEPTED);
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      int command = data.getByte(data.readerIndex());
      if (books == ledger.self) {
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
        books.add(Event.END_OF_INPUT_FROM_PEER);
        // Netty has shut down the input too. The second side is refused by the kernel, since
        // nothing
        // is left to shut down: a native transport has seen that, the JDK's hook stands before it.
        if (books == ledger.peer || transport == NettyTransport.NIO) {
          books.add(Event.INPUT_SHUTDOWN);
        }
        weClose = true;
        ChannelFuture unused = context.close();
      }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      if (!weClose && !context.channel().hasAttr(NettyLives.CLOSED_BY_US)) {
        books.add(Event.END_OF_INPUT_FROM_PEER);
      }
      books.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      cause.printStackTrace();
    }
  }
}
