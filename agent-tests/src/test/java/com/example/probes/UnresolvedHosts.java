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
    ProbeEvents events = new ProbeEvents();

    Socket socket = new Socket();
    events.self.add(Event.OPENED);
    Attempts.connectFails(events.self, () -> socket.connect(NOWHERE));
    socket.close();
    events.self.closed();

    Socket withTimeout = new Socket();
    events.self.add(Event.OPENED);
    int tenSeconds = (int) TimeUnit.SECONDS.toMillis(10);
    Attempts.connectFails(events.self, () -> withTimeout.connect(NOWHERE, tenSeconds));
    withTimeout.close();
    events.self.closed();

    SocketChannel channel = SocketChannel.open();
    events.self.add(Event.OPENED);
    Attempts.connectFails(events.self, () -> channel.connect(NOWHERE));
    channel.close();
    events.self.closed();

    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    events.self.add(Event.OPENED);
    Attempts.connectFails(events.self, () -> Line.result(asynchronous.connect(NOWHERE)));
    asynchronous.close();
    events.self.closed();

    events.publish();
  }
}
