package com.example.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * 64 threads inside the JDK's socket classes: in accept, in read, in select, opening and closing.
 */
public final class InsideTheSockets {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int OF_A_KIND = 8;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();
  private final List<AutoCloseable> held = new ArrayList<>();
  private final List<Callable<?>> releases = new ArrayList<>();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicLong cycles = new AtomicLong();

  public static void main(String[] args) throws Exception {
    InsideTheSockets probe = new InsideTheSockets();
    probe.enter();
    System.out.println("ready");
    StandardInput.next();
    probe.leave();
    System.out.println("cycles=" + probe.cycles);
    StandardInput.next();
    for (AutoCloseable one : probe.held) {
      one.close();
    }
    System.out.println("done");
  }

  private void enter() throws IOException {
    for (int i = 0; i < OF_A_KIND; i++) {
      blockInAccept();
      blockInChannelAccept();
      blockInRead();
      blockInChannelRead();
      blockInSelect();
      blockInSelect();
      start(this::openAndClose);
      start(this::openAndCloseChannels);
    }
  }

  private void leave() throws Exception {
    stop.set(true);
    for (Callable<?> release : releases) {
      release.call();
    }
    for (Future<?> one : running) {
      one.get();
    }
    threads.shutdown();
  }

  private void start(Callable<?> work) {
    running.add(threads.submit(work));
  }

  private synchronized <T extends AutoCloseable> T hold(T one) {
    held.add(one);
    return one;
  }

  private void blockInAccept() throws IOException {
    ServerSocket listener = hold(new ServerSocket(0, 50, LOOPBACK));
    start(
        () -> {
          Socket accepted = hold(listener.accept());
          return accepted.getInputStream().read();
        });
    releases.add(
        () -> {
          hold(new Socket(LOOPBACK, listener.getLocalPort())).getOutputStream().write(1);
          return null;
        });
  }

  private void blockInChannelAccept() throws IOException {
    ServerSocketChannel listener = hold(ServerSocketChannel.open());
    listener.bind(new InetSocketAddress(LOOPBACK, 0));
    start(() -> hold(listener.accept()).read(ByteBuffer.allocate(1)));
    releases.add(
        () ->
            hold(SocketChannel.open(listener.getLocalAddress()))
                .write(ByteBuffer.wrap(new byte[] {1})));
  }

  private void blockInRead() throws IOException {
    ServerSocket listener = hold(new ServerSocket(0, 50, LOOPBACK));
    Socket client = hold(new Socket(LOOPBACK, listener.getLocalPort()));
    Socket server = hold(listener.accept());
    start(() -> server.getInputStream().read());
    releases.add(
        () -> {
          client.getOutputStream().write(1);
          return null;
        });
  }

  private void blockInChannelRead() throws IOException {
    ServerSocketChannel listener = hold(ServerSocketChannel.open());
    listener.bind(new InetSocketAddress(LOOPBACK, 0));
    SocketChannel client = hold(SocketChannel.open(listener.getLocalAddress()));
    SocketChannel server = hold(listener.accept());
    start(() -> server.read(ByteBuffer.allocate(1)));
    releases.add(() -> client.write(ByteBuffer.wrap(new byte[] {1})));
  }

  private void blockInSelect() throws IOException {
    ServerSocketChannel listener = hold(ServerSocketChannel.open());
    listener.bind(new InetSocketAddress(LOOPBACK, 0));
    SocketChannel client = hold(SocketChannel.open(listener.getLocalAddress()));
    SocketChannel server = hold(listener.accept());
    server.configureBlocking(false);
    Selector selector = hold(Selector.open());
    server.register(selector, SelectionKey.OP_READ);
    start(
        () -> {
          selector.select();
          return server.read(ByteBuffer.allocate(1));
        });
    releases.add(() -> client.write(ByteBuffer.wrap(new byte[] {1})));
  }

  private Void openAndClose() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 50, LOOPBACK)) {
      while (!stop.get()) {
        Socket client = new Socket(LOOPBACK, listener.getLocalPort());
        client.setSoLinger(true, 0); // a reset leaves no TIME_WAIT
        listener.accept().close();
        client.close();
        cycles.incrementAndGet();
        LockSupport.parkNanos(500_000);
      }
    }
    return null;
  }

  private Void openAndCloseChannels() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(LOOPBACK, 0));
      while (!stop.get()) {
        SocketChannel client = SocketChannel.open(listener.getLocalAddress());
        client.socket().setSoLinger(true, 0);
        listener.accept().close();
        client.close();
        cycles.incrementAndGet();
        LockSupport.parkNanos(500_000);
      }
    }
    return null;
  }
}
