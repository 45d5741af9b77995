package com.example.probes;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Closes under a thread that waits for input: the reader gets an exception, and nobody has seen an
 * end of input, whatever the read in the kernel returned.
 */
final class ClosedWhileReading {
  private ClosedWhileReading() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    Peer peer = Peer.overSockets(events);

    closeUnderReader(events, Line.of(new Socket(Peer.loopback(), peer.port())));

    Socket withTimeout = new Socket(Peer.loopback(), peer.port());
    withTimeout.setSoTimeout((int) TimeUnit.MINUTES.toMillis(1));
    closeUnderReader(events, Line.of(withTimeout));

    closeUnderReader(events, Line.of(SocketChannel.open(peer.address())));
    closeUnderReader(events, Line.of(SocketChannel.open(peer.address()).socket()));

    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Object unused = Line.result(asynchronous.connect(peer.address()));
    closeUnderReader(events, Line.of(asynchronous));

    interruptReader(events, SocketChannel.open(peer.address()));

    DatagramSocket datagrams = new DatagramSocket(0, Peer.loopback());
    closeUnderReceiver(
        events, datagrams, () -> datagrams.receive(new DatagramPacket(new byte[1], 1)));
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(Peer.loopback(), 0));
    closeUnderReceiver(events, channel, () -> channel.receive(ByteBuffer.allocate(1)));

    peer.stop();
    events.publish();
  }

  /** Reads until an exception comes. */
  static void mustFail(Line line) {
    try {
      int got = line.read();
      throw new IllegalStateException("expected an exception, got " + got);
    } catch (IOException e) {
      System.out.println("reader.failed=" + e.getClass().getName());
    }
  }

  private static void closeUnderReader(ProbeEvents events, Line line) throws Exception {
    Client client = events.connected(line);
    Threads.Background reader = Threads.start(Thread::new, () -> mustFail(line));
    Threads.awaitBlocked(reader.thread);
    client.close();
    reader.join();
  }

  private static void closeUnderReceiver(ProbeEvents events, Closeable socket, Threads.Task receive)
      throws Exception {
    events.self.add(Event.OPENED);
    Threads.Background receiver =
        Threads.start(
            Thread::new,
            () -> {
              try {
                receive.run();
              } catch (IOException e) {
                return;
              }
              throw new IllegalStateException("received what nobody sent");
            });
    Threads.awaitBlocked(receiver.thread);
    socket.close();
    events.self.closed();
    receiver.join();
  }

  /** An interrupt closes a channel: that is how it is documented, and it is a close. */
  private static void interruptReader(ProbeEvents events, SocketChannel channel) throws Exception {
    Line line = Line.of(channel);
    Client client = events.connected(line);
    Threads.Background reader = Threads.start(Thread::new, () -> mustFail(line));
    Threads.awaitBlocked(reader.thread);
    reader.thread.interrupt();
    reader.join();
    client.close();
  }
}
