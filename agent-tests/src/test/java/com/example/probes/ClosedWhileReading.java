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
    Ledger ledger = new Ledger();
    Peer peer = Peer.overSockets(ledger);

    closeUnderReader(ledger, Line.of(new Socket(Peer.loopback(), peer.port())));

    Socket withTimeout = new Socket(Peer.loopback(), peer.port());
    withTimeout.setSoTimeout((int) TimeUnit.MINUTES.toMillis(1));
    closeUnderReader(ledger, Line.of(withTimeout));

    closeUnderReader(ledger, Line.of(SocketChannel.open(peer.address())));
    closeUnderReader(ledger, Line.of(SocketChannel.open(peer.address()).socket()));

    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Object unused = Line.result(asynchronous.connect(peer.address()));
    closeUnderReader(ledger, Line.of(asynchronous));

    interruptReader(ledger, SocketChannel.open(peer.address()));

    DatagramSocket datagrams = new DatagramSocket(0, Peer.loopback());
    closeUnderReceiver(
        ledger, datagrams, () -> datagrams.receive(new DatagramPacket(new byte[1], 1)));
    DatagramChannel channel = DatagramChannel.open();
    channel.bind(new InetSocketAddress(Peer.loopback(), 0));
    closeUnderReceiver(ledger, channel, () -> channel.receive(ByteBuffer.allocate(1)));

    peer.stop();
    ledger.publish();
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

  private static void closeUnderReader(Ledger ledger, Line line) throws Exception {
    Client client = ledger.connected(line);
    Threads.Background reader = Threads.start(Thread::new, () -> mustFail(line));
    Threads.awaitBlocked(reader.thread);
    client.close();
    reader.join();
  }

  private static void closeUnderReceiver(Ledger ledger, Closeable socket, Threads.Task receive)
      throws Exception {
    ledger.self.add(Event.OPENED);
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
    ledger.self.closed();
    receiver.join();
  }

  /** An interrupt closes a channel: that is how it is documented, and it is a close. */
  private static void interruptReader(Ledger ledger, SocketChannel channel) throws Exception {
    Line line = Line.of(channel);
    Client client = ledger.connected(line);
    Threads.Background reader = Threads.start(Thread::new, () -> mustFail(line));
    Threads.awaitBlocked(reader.thread);
    reader.thread.interrupt();
    reader.join();
    client.close();
  }
}
