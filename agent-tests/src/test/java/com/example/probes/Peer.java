package com.example.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;

/**
 * The other end: accepts connections, obeys one-byte commands, and counts what it does and sees.
 *
 * <p>At the end of input it closes, unless the probe told it to hold on.
 */
final class Peer {
  /** Any other byte comes back too. */
  static final int ECHO = 'e';

  /** Close now, without having seen the end. */
  static final int HANG_UP = 'c';

  /** Shut down the output and read on. */
  static final int HALF_CLOSE = 'h';

  /** Close with RST. */
  static final int RESET = 'r';

  /** After the end of input send {@link #LAST_WORD} before closing. */
  static final int ANSWER_AFTER_END = 'a';

  static final int LAST_WORD = 'z';

  /** Where connections come from. */
  private interface Listener {
    Line accept() throws IOException;

    void close() throws IOException;
  }

  private final EventCounter counter;
  private final ProbeEvents events;
  private final Listener listener;
  private final SocketAddress address;
  private final ThreadFactory threads;
  private final List<Thread> handlers = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Thread acceptor;
  private volatile boolean stopping;
  private volatile CountDownLatch mayClose = new CountDownLatch(0);

  private Peer(
      ProbeEvents events, SocketAddress address, Listener listener, ThreadFactory threads) {
    this.events = events;
    this.counter = events.peer;
    this.address = address;
    this.listener = listener;
    this.threads = threads;
    counter.add(Event.OPENED);
    counter.add(Event.LISTENING);
    acceptor = threads.newThread(this::acceptAll);
    acceptor.start();
  }

  static Peer overSockets(ProbeEvents events) throws IOException {
    return over(events, new ServerSocket(0, 1000, loopback()), Thread::new);
  }

  static Peer over(ProbeEvents events, ServerSocket server, ThreadFactory threads) {
    Listener listener =
        new Listener() {
          @Override
          public Line accept() throws IOException {
            return Line.of(server.accept());
          }

          @Override
          public void close() throws IOException {
            server.close();
          }
        };
    return new Peer(events, server.getLocalSocketAddress(), listener, threads);
  }

  static Peer overChannels(ProbeEvents events) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    return over(events, server.bind(new InetSocketAddress(loopback(), 0)), Thread::new);
  }

  static Peer over(ProbeEvents events, ServerSocketChannel server, ThreadFactory threads)
      throws IOException {
    Listener listener =
        new Listener() {
          @Override
          public Line accept() throws IOException {
            return Line.of(server.accept());
          }

          @Override
          public void close() throws IOException {
            server.close();
          }
        };
    return new Peer(events, server.getLocalAddress(), listener, threads);
  }

  static Peer over(ProbeEvents events, AsynchronousServerSocketChannel server) throws IOException {
    Listener listener =
        new Listener() {
          @Override
          public Line accept() throws IOException {
            return Line.of(Line.result(server.accept()));
          }

          @Override
          public void close() throws IOException {
            server.close();
          }
        };
    return new Peer(events, server.getLocalAddress(), listener, Thread::new);
  }

  static InetAddress loopback() {
    return InetAddress.getLoopbackAddress();
  }

  SocketAddress address() {
    return address;
  }

  int port() {
    return ((InetSocketAddress) address).getPort();
  }

  /** From now on connections are not closed after the end of input. */
  void holdOn() {
    mayClose = new CountDownLatch(1);
  }

  /** Closes the connections that were held. */
  void letGo() {
    mayClose.countDown();
  }

  /** Waits until all connections are served, then closes the listener. */
  void stop() throws Exception {
    events.awaitAccepts();
    letGo();
    stopping = true;
    listener.close();
    counter.closed();
    Threads.join(acceptor);
    for (Thread handler : handlers) {
      Threads.join(handler);
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException("the peer failed", failures.get(0));
    }
  }

  private void acceptAll() {
    try {
      while (true) {
        Line line = listener.accept();
        Thread handler = threads.newThread(() -> serve(line));
        handlers.add(handler);
        handler.start();
        counter.add(Event.ACCEPTED);
      }
    } catch (IOException e) {
      if (!stopping) {
        failures.add(e);
      }
    }
  }

  private void serve(Line line) {
    try {
      obey(line);
      line.close();
      counter.closed();
    } catch (IOException | InterruptedException | RuntimeException e) {
      failures.add(e);
    }
  }

  private void obey(Line line) throws IOException, InterruptedException {
    boolean answer = false;
    int command;
    while ((command = line.read()) != -1) {
      switch (command) {
        case HANG_UP -> {
          return;
        }
        case RESET -> {
          line.resetOnClose();
          return;
        }
        case HALF_CLOSE -> {
          line.shutdownOutput();
          counter.add(Event.OUTPUT_SHUTDOWN);
        }
        case ANSWER_AFTER_END -> answer = true;
        default -> line.write(command);
      }
    }
    counter.add(Event.END_OF_INPUT_FROM_PEER);
    if (answer) {
      line.write(LAST_WORD);
    }
    mayClose.await();
  }
}
