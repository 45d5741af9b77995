package com.example.probes;

import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/** Connections that the peer resets: the reader gets an exception, not an end of input. */
final class ResetConnections {
  private ResetConnections() {}

  public static void main(String[] args) throws Exception {
    Ledger ledger = new Ledger();
    Peer peer = Peer.overSockets(ledger);

    reset(ledger, Line.of(new Socket(Peer.loopback(), peer.port())));
    reset(ledger, Line.of(SocketChannel.open(peer.address())));
    reset(ledger, Line.of(SocketChannel.open(peer.address()).socket()));
    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Object unused = Line.result(asynchronous.connect(peer.address()));
    reset(ledger, Line.of(asynchronous));

    peer.stop();
    ledger.publish();
  }

  private static void reset(Ledger ledger, Line line) throws Exception {
    Client client = ledger.connected(line);
    client.echo();
    client.tell(Peer.RESET);
    client.readReset();
    client.close();
  }
}
