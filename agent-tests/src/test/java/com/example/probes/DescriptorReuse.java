package com.example.probes;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens and closes thousands of sockets, so that every descriptor number is used again and again,
 * while another thread fails to connect: its sockets are closed twice by the JDK itself, the second
 * time with a number that may belong to somebody else.
 */
final class DescriptorReuse {
  private static final int SOCKETS_PER_THREAD = 1000;
  private static final int REFUSALS = 300;

  private DescriptorReuse() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    Socket reserved = new Socket();
    reserved.bind(new InetSocketAddress(Peer.loopback(), 0));
    events.self.add(Event.OPENED);
    int refusedPort = reserved.getLocalPort();
    Peer peer = Peer.overSockets(events);

    List<Threads.Background> threads = new ArrayList<>();
    threads.add(Threads.start(Thread::new, () -> sockets(events, peer)));
    threads.add(Threads.start(Thread::new, () -> channels(events, peer)));
    threads.add(Threads.start(Thread::new, () -> refusals(events, refusedPort)));
    for (Threads.Background thread : threads) {
      thread.thread.join();
      thread.join();
    }

    peer.stop();
    reserved.close();
    events.self.closed();
    events.publish();
  }

  private static void sockets(ProbeEvents events, Peer peer) throws Exception {
    for (int i = 0; i < SOCKETS_PER_THREAD; i++) {
      Socket socket = new Socket(Peer.loopback(), peer.port());
      events.connected(Line.of(socket)).close();
    }
  }

  private static void channels(ProbeEvents events, Peer peer) throws Exception {
    for (int i = 0; i < SOCKETS_PER_THREAD; i++) {
      SocketChannel channel = SocketChannel.open(peer.address());
      events.connected(Line.of(channel)).close();
    }
  }

  private static void refusals(ProbeEvents events, int port) throws Exception {
    for (int i = 0; i < REFUSALS; i++) {
      events.self.add(Event.OPENED);
      Attempts.connectFails(events.self, () -> new Socket(Peer.loopback(), port).close());
      events.self.closed();
    }
  }
}
