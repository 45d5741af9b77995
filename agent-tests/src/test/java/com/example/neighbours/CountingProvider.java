package com.example.neighbours;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's provider of channels behind a counter. */
public final class CountingProvider extends SelectorProvider {
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final SelectorProvider jdk;

  /** Called by the JDK, which the property has told of this class. */
  public CountingProvider() throws ReflectiveOperationException {
    // The method under this name has no other way in: DefaultSelectorProvider is not exported.
    Class<?> type = Class.forName("sun.nio.ch.DefaultSelectorProvider");
    jdk = (SelectorProvider) type.getMethod("get").invoke(null);
  }

  static int opened() {
    return OPENED.get();
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    OPENED.incrementAndGet();
    return jdk.openSocketChannel();
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    OPENED.incrementAndGet();
    return jdk.openServerSocketChannel();
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    return jdk.openDatagramChannel();
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    return jdk.openDatagramChannel(family);
  }

  @Override
  public Pipe openPipe() throws IOException {
    return jdk.openPipe();
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    return jdk.openSelector();
  }
}
