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
    Ledger ledger = new Ledger();
    Peer peer = Peer.overSockets(ledger);
    connectAndDrop(ledger, peer);
    connectAndDrop(ledger, peer);
    acceptAndDrop(ledger);
    openAndDrop(ledger);

    long abandoned = 8;
    ledger.awaitAccepts();
    long pid = ProcessHandle.current().pid();
    long kept = 1; // the peer's listener
    Await.until(
        "the JDK to close " + abandoned + " abandoned sockets",
        Ledger.PATIENCE,
        () -> {
          System.gc();
          return dev.sockwatch.tests.support.ProcNet.inetSocketCount(pid) == kept;
        });
    for (int i = 0; i < abandoned; i++) {
      ledger.self.collected();
    }
    peer.stop();
    ledger.publish();
  }

  private static void connectAndDrop(Ledger ledger, Peer peer) throws IOException {
    ledger.connected(Line.of(new Socket(Peer.loopback(), peer.port()))).echo();
  }

  /** Both ends and the listener are dropped. */
  private static void acceptAndDrop(Ledger ledger) throws IOException {
    ServerSocket server = new ServerSocket(0, 1, Peer.loopback());
    ledger.self.add(Event.OPENED);
    ledger.self.add(Event.LISTENING);
    Socket client = new Socket(Peer.loopback(), server.getLocalPort());
    ledger.self.add(Event.OPENED);
    ledger.self.add(Event.CONNECTED);
    Socket accepted = server.accept();
    ledger.self.add(Event.ACCEPTED);
    accepted.getOutputStream().write(Peer.ECHO);
    if (client.getInputStream().read() != Peer.ECHO) {
      throw new IllegalStateException("no byte");
    }
  }

  private static void openAndDrop(Ledger ledger) throws IOException {
    DatagramSocket unused = new DatagramSocket();
    ledger.self.add(Event.OPENED);
    MulticastSocket unusedToo = new MulticastSocket(0);
    ledger.self.add(Event.OPENED);
    DatagramChannel unusedEither = DatagramChannel.open();
    ledger.self.add(Event.OPENED);
  }
}
