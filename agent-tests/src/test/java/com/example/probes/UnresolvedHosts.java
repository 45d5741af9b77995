package com.example.probes;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * Connects to a host name without an address. The descriptor exists by then; only some JDKs close
 * it by themselves, so the program does.
 */
final class UnresolvedHosts {
  private static final SocketAddress NOWHERE =
      InetSocketAddress.createUnresolved("no-such-host.invalid", 80);

  private UnresolvedHosts() {}

  public static void main(String[] args) throws Exception {
    Ledger ledger = new Ledger();

    Socket socket = new Socket();
    ledger.self.add(Event.OPENED);
    Attempts.connectFails(ledger.self, () -> socket.connect(NOWHERE));
    socket.close();
    ledger.self.closed();

    Socket withTimeout = new Socket();
    ledger.self.add(Event.OPENED);
    int tenSeconds = (int) TimeUnit.SECONDS.toMillis(10);
    Attempts.connectFails(ledger.self, () -> withTimeout.connect(NOWHERE, tenSeconds));
    withTimeout.close();
    ledger.self.closed();

    SocketChannel channel = SocketChannel.open();
    ledger.self.add(Event.OPENED);
    Attempts.connectFails(ledger.self, () -> channel.connect(NOWHERE));
    channel.close();
    ledger.self.closed();

    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    ledger.self.add(Event.OPENED);
    Attempts.connectFails(ledger.self, () -> Line.result(asynchronous.connect(NOWHERE)));
    asynchronous.close();
    ledger.self.closed();

    ledger.publish();
  }
}
