package com.example.probes;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** {@code Socket} and {@code ServerSocket}: every way to connect, and both sides closing first. */
final class PlainSockets {
  private PlainSockets() {}

  public static void main(String[] args) throws Exception {
    Ledger ledger = new Ledger();
    Peer peer = Peer.overSockets(ledger);

    Socket byConstructor = new Socket(Peer.loopback(), peer.port());
    ledger.connected(Line.of(byConstructor)).echoAndClose();

    Socket withLocalAddress = new Socket(Peer.loopback(), peer.port(), Peer.loopback(), 0);
    ledger.connected(Line.of(withLocalAddress)).echoAndClose();

    Socket boundFirst = new Socket();
    boundFirst.bind(new InetSocketAddress(Peer.loopback(), 0));
    boundFirst.connect(peer.address());
    ledger.connected(Line.of(boundFirst)).echoAndClose();

    Socket withTimeouts = new Socket();
    withTimeouts.connect(peer.address(), (int) TimeUnit.SECONDS.toMillis(10));
    withTimeouts.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
    Client seesTheEnd = ledger.connected(Line.of(withTimeouts));
    seesTheEnd.tell(Peer.HANG_UP);
    seesTheEnd.readEnd();
    seesTheEnd.readEnd();
    seesTheEnd.close();

    Socket neverUsed = new Socket();
    neverUsed.close(); // has had no descriptor

    peer.stop();
    ledger.publish();
  }
}
