package com.example.probes;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/** Half-closed connections in both directions: one end of input each, then the other. */
final class HalfClosed {
  private HalfClosed() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    run(events, Peer.overSockets(events));
    run(events, Peer.overChannels(events));
    events.publish();
  }

  private static void run(ProbeEvents events, Peer peer) throws Exception {
    clientFirst(socket(events, peer));
    clientFirst(channel(events, peer));
    clientFirst(asynchronous(events, peer));
    peerFirst(socket(events, peer));
    peerFirst(channel(events, peer));
    peerFirst(asynchronous(events, peer));

    SocketChannel again = SocketChannel.open(peer.address());
    Client twice = events.connected(Line.of(again));
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

  private static Client socket(ProbeEvents events, Peer peer) throws IOException {
    return events.connected(Line.of(new Socket(Peer.loopback(), peer.port())));
  }

  private static Client channel(ProbeEvents events, Peer peer) throws IOException {
    return events.connected(Line.of(SocketChannel.open(peer.address())));
  }

  private static Client asynchronous(ProbeEvents events, Peer peer) throws IOException {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    Object unused = Line.result(channel.connect(peer.address()));
    return events.connected(Line.of(channel));
  }
}
