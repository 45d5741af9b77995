package com.example.probes;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** {@code Socket} and {@code ServerSocket}: every way to connect, and both sides closing first. */
final class PlainSockets {
  private PlainSockets() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    Peer peer = Peer.overSockets(events);

    Socket byConstructor = new Socket(Peer.loopback(), peer.port());
    events.connected(Line.of(byConstructor)).echoAndClose();

    Socket withLocalAddress = new Socket(Peer.loopback(), peer.port(), Peer.loopback(), 0);
    events.connected(Line.of(withLocalAddress)).echoAndClose();

    Socket boundFirst = new Socket();
    boundFirst.bind(new InetSocketAddress(Peer.loopback(), 0));
    boundFirst.connect(peer.address());
    events.connected(Line.of(boundFirst)).echoAndClose();

    Socket withTimeouts = new Socket();
    withTimeouts.connect(peer.address(), (int) TimeUnit.SECONDS.toMillis(10));
    withTimeouts.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
    Client seesTheEnd = events.connected(Line.of(withTimeouts));
    seesTheEnd.tell(Peer.HANG_UP);
    seesTheEnd.readEnd();
    seesTheEnd.readEnd();
    seesTheEnd.close();

    Socket neverUsed = new Socket();
    neverUsed.close(); // has had no descriptor

    peer.stop();
    events.publish();
  }
}
