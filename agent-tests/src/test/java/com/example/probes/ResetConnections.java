package com.example.probes;

import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/** Connections that the peer resets: the reader gets an exception, not an end of input. */
final class ResetConnections {
  private ResetConnections() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    Peer peer = Peer.overSockets(events);

    reset(events, Line.of(new Socket(Peer.loopback(), peer.port())));
    reset(events, Line.of(SocketChannel.open(peer.address())));
    reset(events, Line.of(SocketChannel.open(peer.address()).socket()));
    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Object unused = Line.result(asynchronous.connect(peer.address()));
    reset(events, Line.of(asynchronous));

    peer.stop();
    events.publish();
  }

  private static void reset(ProbeEvents events, Line line) throws Exception {
    Client client = events.connected(line);
    client.echo();
    client.tell(Peer.RESET);
    client.readReset();
    client.close();
  }
}
