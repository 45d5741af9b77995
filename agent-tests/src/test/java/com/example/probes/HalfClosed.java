package com.example.probes;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/** Half-closed connections in both directions: one end of input each, then the other. */
final class HalfClosed {
  private HalfClosed() {}

  public static void main(String[] args) throws Exception {
    Ledger ledger = new Ledger();
    run(ledger, Peer.overSockets(ledger));
    run(ledger, Peer.overChannels(ledger));
    ledger.publish();
  }

  private static void run(Ledger ledger, Peer peer) throws Exception {
    clientFirst(socket(ledger, peer));
    clientFirst(channel(ledger, peer));
    clientFirst(asynchronous(ledger, peer));
    peerFirst(socket(ledger, peer));
    peerFirst(channel(ledger, peer));
    peerFirst(asynchronous(ledger, peer));

    SocketChannel again = SocketChannel.open(peer.address());
    Client twice = ledger.connected(Line.of(again));
    twice.shutdownOutput();
    again.shutdownOutput(); // does nothing: still one event
    twice.readEnd();
    twice.close();
    peer.stop();
  }

  /** The peer sees the end and answers; then we see the end. */
  private static void clientFirst(Client client) throws IOException {
    client.echo();
    client.tell(Peer.ANSWER_AFTER_END);
    client.shutdownOutput();
    client.read(Peer.LAST_WORD);
    client.readEnd();
    client.close();
  }

  /** We see the end and can still talk; then the peer sees the end. */
  private static void peerFirst(Client client) throws IOException {
    client.echo();
    client.tell(Peer.HALF_CLOSE);
    client.readEnd();
    client.shutdownOutput();
    client.readEnd();
    client.close();
  }

  private static Client socket(Ledger ledger, Peer peer) throws IOException {
    return ledger.connected(Line.of(new Socket(Peer.loopback(), peer.port())));
  }

  private static Client channel(Ledger ledger, Peer peer) throws IOException {
    return ledger.connected(Line.of(SocketChannel.open(peer.address())));
  }

  private static Client asynchronous(Ledger ledger, Peer peer) throws IOException {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    Object unused = Line.result(channel.connect(peer.address()));
    return ledger.connected(Line.of(channel));
  }
}
