package com.example.probes;

import dev.sockwatch.tests.support.Await;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.MulticastSocket;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;

/**
 * Sockets that the program drops without a close, and that the JDK closes once they are collected.
 */
final class AbandonedSockets {
  private AbandonedSockets() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    Peer peer = Peer.overSockets(events);
    connectAndDrop(events, peer);
    connectAndDrop(events, peer);
    acceptAndDrop(events);
    openAndDrop(events);

    long abandoned = 8;
    events.awaitAccepts();
    long pid = ProcessHandle.current().pid();
    long kept = 1; // the peer's listener
    Await.until(
        "the JDK to close " + abandoned + " abandoned sockets",
        ProbeEvents.PATIENCE,
        () -> {
          System.gc();
          return dev.sockwatch.tests.support.ProcNet.inetSocketCount(pid) == kept;
        });
    for (int i = 0; i < abandoned; i++) {
      events.self.collected();
    }
    peer.stop();
    events.publish();
  }

  private static void connectAndDrop(ProbeEvents events, Peer peer) throws IOException {
    events.connected(Line.of(new Socket(Peer.loopback(), peer.port()))).echo();
  }

  /** Both ends and the listener are dropped. */
  private static void acceptAndDrop(ProbeEvents events) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
    events.self.add(Event.OPENED);
    events.self.add(Event.LISTENING);
    Socket client = new Socket(Peer.loopback(), server.getLocalPort());
    events.self.add(Event.OPENED);
    events.self.add(Event.CONNECTED);
    Socket accepted = server.accept();
    events.self.add(Event.ACCEPTED);
    accepted.getOutputStream().write(Peer.ECHO);
    if (client.getInputStream().read() != Peer.ECHO) {
      throw new IllegalStateException("no byte");
    }
  }

  private static void openAndDrop(ProbeEvents events) throws IOException {
    DatagramSocket unused = new DatagramSocket();
    events.self.add(Event.OPENED);
    MulticastSocket unusedToo = new MulticastSocket(0);
    events.self.add(Event.OPENED);
    DatagramChannel unusedEither = DatagramChannel.open();
    events.self.add(Event.OPENED);
  }
}
