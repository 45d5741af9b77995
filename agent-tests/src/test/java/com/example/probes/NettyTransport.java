package com.example.probes;

import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;

/** How a probe of Netty names a transport: its event loops and its kinds of channels. */
public enum NettyTransport {
  NIO(NioSocketChannel.class, NioServerSocketChannel.class, NioDatagramChannel.class),
  EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class, EpollDatagramChannel.class),
  /** Of 4.2 only, while the probes are compiled with 4.1: all by name. */
  IO_URING(
      named("IoUringSocketChannel", Channel.class),
      named("IoUringServerSocketChannel", ServerChannel.class),
      named("IoUringDatagramChannel", Channel.class));

  public final Class<? extends Channel> client;
  public final Class<? extends ServerChannel> server;
  final Class<? extends Channel> datagram;

  NettyTransport(
      Class<? extends Channel> client,
      Class<? extends ServerChannel> server,
      Class<? extends Channel> datagram) {
    this.client = client;
    this.server = server;
    this.datagram = datagram;
  }

  Class<? extends Channel> domainClient() {
    return this == EPOLL
        ? EpollDomainSocketChannel.class
        : named("IoUringDomainSocketChannel", Channel.class);
  }

  Class<? extends ServerChannel> domainServer() {
    return this == EPOLL
        ? EpollServerDomainSocketChannel.class
        : named("IoUringServerDomainSocketChannel", ServerChannel.class);
  }

  /** Of one thread. */
  public EventLoopGroup newGroup() throws ReflectiveOperationException {
    return switch (this) {
      case NIO -> new NioEventLoopGroup(1);
      case EPOLL -> new EpollEventLoopGroup(1);
      case IO_URING -> {
        Class<?> factory = Class.forName("io.netty.channel.IoHandlerFactory");
        yield Class.forName("io.netty.channel.MultiThreadIoEventLoopGroup")
            .asSubclass(EventLoopGroup.class)
            .getConstructor(int.class, factory)
            .newInstance(1, uring("IoUringIoHandler").getMethod("newFactory").invoke(null));
      }
    };
  }

  /** Why the kernel does not offer this transport, or null if it does. */
  public @Nullable String refusal() throws ReflectiveOperationException {
    if (this != IO_URING) {
      return null;
    }
    Object cause = uring("IoUring").getMethod("unavailabilityCause").invoke(null);
    return cause == null ? null : cause.toString();
  }

  private static Class<?> uring(String name) throws ClassNotFoundException {
    return Class.forName("io.netty.channel.uring." + name);
  }

  /** Any class of its kind where this Netty has no such transport: it is never used then. */
  private static <T extends Channel> Class<? extends T> named(String name, Class<T> type) {
    try {
      return uring(name).asSubclass(type);
    } catch (ClassNotFoundException e) {
      return type;
    }
  }
}
