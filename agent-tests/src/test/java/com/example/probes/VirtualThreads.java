package com.example.probes;

import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** Sockets and channels on virtual threads (JDK 21 and later), where they park instead of block. */
final class VirtualThreads {
  private VirtualThreads() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    ThreadFactory threads = Threads.virtual();

    ServerSocket server = new ServerSocket(0, 50, Peer.loopback());
    Peer sockets = Peer.over(events, server, threads);
    Threads.run(
        threads,
        () -> {
          talk(events, Line.of(new Socket(Peer.loopback(), sockets.port())), Peer.HANG_UP);
          talk(events, Line.of(new Socket(Peer.loopback(), sockets.port())), Peer.ECHO);
        });
    sockets.stop();

    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.bind(new InetSocketAddress(Peer.loopback(), 0));
    Peer channels = Peer.over(events, listener, threads);
    Threads.run(
        threads,
        () -> {
          talk(events, Line.of(SocketChannel.open(channels.address())), Peer.HANG_UP);
          talk(events, Line.of(SocketChannel.open(channels.address())), Peer.ECHO);
        });
    channels.holdOn();
    closeUnderReader(events, threads, Line.of(new Socket(Peer.loopback(), channels.port())));
    closeUnderReader(events, threads, Line.of(SocketChannel.open(channels.address())));
    channels.stop();

    events.publish();
  }

  private static void talk(ProbeEvents events, Line line, int lastCommand) throws Exception {
    Client client = events.connected(line);
    client.echo();
    client.tell(lastCommand);
    if (lastCommand == Peer.HANG_UP) {
      client.readEnd();
    } else {
      client.read(lastCommand);
    }
    client.close();
  }

  /** Closes while a virtual thread waits for input: no end of input, just an exception. */
  private static void closeUnderReader(ProbeEvents events, ThreadFactory threads, Line line)
      throws Exception {
    Client client = events.connected(line);
    Threads.Background reader = Threads.start(threads, () -> ClosedWhileReading.mustFail(line));
    Threads.awaitBlocked(reader.thread);
    client.close();
    reader.join();
  }
}
