package com.example.probes;

import java.io.Closeable;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Closes by another thread, twice, and by several threads at once: one close each time. */
final class ClosedManyTimes {
  private static final int ROUNDS = 10;
  private static final int CLOSERS = 8;

  private final ProbeEvents events = new ProbeEvents();
  private final Peer peer;

  private ClosedManyTimes() throws Exception {
    peer = Peer.overSockets(events);
  }

  /** Closes a socket in some way, in the end for good. */
  private interface Closing {
    void close(Closeable socket) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    ClosedManyTimes probe = new ClosedManyTimes();
    for (int round = 0; round < ROUNDS; round++) {
      probe.closeAll(ClosedManyTimes::byAnotherThread);
      probe.closeAll(ClosedManyTimes::twice);
      probe.closeAll(ClosedManyTimes::byManyThreads);
    }
    probe.byItsStream();
    probe.peer.stop();
    probe.events.publish();
  }

  private void closeAll(Closing closing) throws Exception {
    close(closing, connected(new Socket(Peer.loopback(), peer.port())));
    close(closing, connected(SocketChannel.open(peer.address())));
    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Object unused = Line.result(asynchronous.connect(peer.address()));
    close(closing, connected(asynchronous));

    InetSocketAddress anyPort = new InetSocketAddress(Peer.loopback(), 0);
    close(closing, listening(new ServerSocket(0, 1, Peer.loopback())));
    close(closing, listening(ServerSocketChannel.open().bind(anyPort)));
    close(closing, listening(AsynchronousServerSocketChannel.open().bind(anyPort)));

    events.self.add(Event.OPENED);
    close(closing, new DatagramSocket());
    events.self.add(Event.OPENED);
    close(closing, DatagramChannel.open());
  }

  private void close(Closing closing, Closeable socket) throws Exception {
    closing.close(socket);
    events.self.closed();
  }

  private <T> T connected(T socket) {
    events.self.add(Event.OPENED);
    events.self.add(Event.CONNECTED);
    return socket;
  }

  private <T> T listening(T socket) {
    events.self.add(Event.OPENED);
    events.self.add(Event.LISTENING);
    return socket;
  }

  private void byItsStream() throws Exception {
    Socket socket = connected(new Socket(Peer.loopback(), peer.port()));
    socket.getInputStream().close();
    socket.close();
    events.self.closed();
  }

  private static void byAnotherThread(Closeable socket) throws Exception {
    Threads.run(Thread::new, socket::close);
  }

  private static void twice(Closeable socket) throws Exception {
    socket.close();
    socket.close();
  }

  private static void byManyThreads(Closeable socket) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<Threads.Background> closers = new ArrayList<>();
    for (int i = 0; i < CLOSERS; i++) {
      closers.add(
          Threads.start(
              Thread::new,
              () -> {
                start.await();
                socket.close();
              }));
    }
    start.countDown();
    for (Threads.Background closer : closers) {
      closer.join();
    }
  }
}
