package com.example.stacks;

import dev.sockwatch.tests.support.Await;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Every way to run into a reset: by each kind of read and write. The peer resets at once. */
final class ResetsByPeer {
  private static final int TIMES = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** A loopback connection whose other end has reset it before this returns. */
  private final ServerSocket listener;

  private ResetsByPeer() throws IOException {
    listener = new ServerSocket(0, 50, Loopback.address());
  }

  private interface Way {
    /** Fails with the reset. */
    void meet() throws Exception;
  }

  public static void main(String[] args) throws Exception {
    ResetsByPeer peer = new ResetsByPeer();
    int met = 0;
    for (int i = 0; i < TIMES; i++) {
      met += peer.met(peer::socketRead);
      met += peer.met(peer::socketWrite);
      met += peer.met(peer::channelRead);
      met += peer.met(peer::channelScatteringRead);
      met += peer.met(peer::channelWrite);
      met += peer.met(peer::channelGatheringWrite);
      met += peer.met(peer::asynchronousRead);
      peer.nettyRead();
      peer.nettyWrite();
    }
    System.out.println("met=" + met);
  }

  private int met(Way way) throws Exception {
    try {
      way.meet();
      return 0;
    } catch (IOException | ExecutionException e) {
      return 1;
    }
  }

  private InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Loopback delivers the RST before close returns. */
  private void resetNext() throws IOException {
    try (Socket accepted = listener.accept()) {
      accepted.setSoLinger(true, 0);
    }
  }

  private void socketRead() throws IOException {
    try (Socket socket = new Socket(address().getAddress(), address().getPort())) {
      resetNext();
      int unused = socket.getInputStream().read();
    }
  }

  private void socketWrite() throws IOException {
    try (Socket socket = new Socket(address().getAddress(), address().getPort())) {
      resetNext();
      socket.getOutputStream().write(1);
    }
  }

  private void channelRead() throws IOException {
    try (SocketChannel channel = SocketChannel.open(address())) {
      resetNext();
      int unused = channel.read(ByteBuffer.allocate(1));
    }
  }

  private void channelScatteringRead() throws IOException {
    try (SocketChannel channel = SocketChannel.open(address())) {
      resetNext();
      long unused = channel.read(two());
    }
  }

  private void channelWrite() throws IOException {
    try (SocketChannel channel = SocketChannel.open(address())) {
      resetNext();
      int unused = channel.write(ByteBuffer.allocate(1));
    }
  }

  private void channelGatheringWrite() throws IOException {
    try (SocketChannel channel = SocketChannel.open(address())) {
      resetNext();
      long unused = channel.write(two());
    }
  }

  private void asynchronousRead() throws Exception {
    try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open()) {
      channel.connect(address()).get();
      resetNext();
      int unused = channel.read(ByteBuffer.allocate(1)).get();
    }
  }

  private static ByteBuffer[] two() {
    return new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocate(1)};
  }

  private void nettyRead() throws Exception {
    EventLoopGroup group = group();
    Channel channel = connected(group, true);
    resetNext();
    awaitClosed(channel);
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
  }

  /** Does not read, so that it is the write that meets it. */
  private void nettyWrite() throws Exception {
    EventLoopGroup group = group();
    Channel channel = connected(group, false);
    group.submit(() -> resetAndWrite(channel)).sync();
    awaitClosed(channel);
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
  }

  /** On the loop, which looks at nothing meanwhile. */
  private Channel resetAndWrite(Channel channel) throws IOException {
    resetNext();
    return channel.writeAndFlush(Unpooled.wrappedBuffer(new byte[1])).channel();
  }

  private static EventLoopGroup group() {
    return new EpollEventLoopGroup(1, new DefaultThreadFactory("netty", true));
  }

  private Channel connected(EventLoopGroup group, boolean autoRead) throws InterruptedException {
    return new Bootstrap()
        .group(group)
        .channel(EpollSocketChannel.class)
        .option(ChannelOption.AUTO_READ, autoRead)
        .handler(new Quiet())
        .connect(address())
        .sync()
        .channel();
  }

  private static void awaitClosed(Channel channel) {
    Await.until("Netty to close", PATIENCE, () -> !channel.isOpen());
  }

  /** Tells nobody of exceptions. */
  private static final class Quiet extends ChannelInboundHandlerAdapter {
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      ChannelFuture unused = context.close();
    }
  }
}
