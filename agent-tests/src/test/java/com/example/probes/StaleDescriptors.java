package com.example.probes;

import dev.sockwatch.tests.support.ProcNet;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Uses a socket whose descriptor is gone while another socket has its number: nothing has happened
 * to the other one.
 */
final class StaleDescriptors {
  private static final long PID = ProcessHandle.current().pid();

  /** Sockets that must not be collected. */
  private static final List<Object> HELD = new ArrayList<>();

  private final ProbeEvents events = new ProbeEvents();

  private StaleDescriptors() {}

  public static void main(String[] args) throws Exception {
    StaleDescriptors probe = new StaleDescriptors();
    Socket reserved = new Socket();
    reserved.bind(new InetSocketAddress(Peer.loopback(), 0));
    probe.events.self.add(Event.OPENED);
    SocketAddress nobody = reserved.getLocalSocketAddress();
    Peer peer = Peer.overSockets(probe.events);
    peer.holdOn();
    HELD.add(reserved);

    Client innocent = probe.closeOfAFailedSocket(nobody, peer);
    HELD.add(probe.connectOfAClosedChannel(peer));
    Client connected = probe.shutdownOfAClosedChannel(peer);

    // What the wrong socket was blamed for would hide behind its own close: publish before that.
    innocent.echo();
    connected.echo();
    probe.events.leavesOpen(7); // reserved, listener, unconnected, and two connections
    probe.events.awaitAccepts();
    probe.events.publish();
    System.exit(0); // the peer's threads still wait
  }

  /** A connect that fails has closed the descriptor; before JDK 24 or so the close comes later. */
  private Client closeOfAFailedSocket(SocketAddress nobody, Peer peer) throws Exception {
    Set<Integer> before = descriptors();
    Socket failed = new Socket();
    events.self.add(Event.OPENED);
    Attempts.connectFails(events.self, () -> failed.connect(nobody));
    events.self.closed();
    Client innocent = events.connected(Line.of(SocketChannel.open(peer.address())));
    printReused("failedSocket", before);
    failed.close();
    return innocent;
  }

  private SocketChannel connectOfAClosedChannel(Peer peer) throws Exception {
    Set<Integer> before = descriptors();
    SocketChannel closed = SocketChannel.open();
    events.self.add(Event.OPENED);
    closed.close();
    events.self.closed();
    SocketChannel innocent = SocketChannel.open();
    events.self.add(Event.OPENED);
    printReused("connectAfterClose", before);
    mustFail(() -> closed.connect(peer.address()));
    mustFail(closed::finishConnect);
    mustFail(() -> closed.socket().connect(peer.address(), 1000));
    return innocent;
  }

  private Client shutdownOfAClosedChannel(Peer peer) throws Exception {
    Set<Integer> before = descriptors();
    SocketChannel closed = SocketChannel.open();
    events.self.add(Event.OPENED);
    closed.close();
    events.self.closed();
    Client innocent = events.connected(Line.of(SocketChannel.open(peer.address())));
    printReused("shutdownAfterClose", before);
    mustFail(closed::shutdownInput);
    mustFail(closed::shutdownOutput);
    return innocent;
  }

  /** The number used twice is the lowest free one; else another thread has opened something. */
  private static void printReused(String step, Set<Integer> before) throws IOException {
    Set<Integer> opened = descriptors();
    opened.removeAll(before);
    System.out.println("self." + step + ".descriptors=" + opened);
  }

  private static Set<Integer> descriptors() throws IOException {
    Set<Integer> descriptors = new TreeSet<>();
    for (ProcNet.Socket socket : ProcNet.sockets(PID)) {
      descriptors.add(socket.descriptor());
    }
    return descriptors;
  }

  private static void mustFail(Threads.Task misuse) throws Exception {
    try {
      misuse.run();
    } catch (IOException e) {
      return;
    }
    throw new IllegalStateException("a closed socket was used");
  }
}
