package com.example.probes;

import dev.sockwatch.tests.support.Await;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;

/** Channels that the program drops without a close: their descriptors stay open for ever. */
final class AbandonedChannels {
  private AbandonedChannels() {}

  public static void main(String[] args) throws Exception {
    Ledger ledger = new Ledger();
    List<WeakReference<?>> dropped = List.of(dropListener(ledger), dropClient(ledger));
    Await.until(
        "both channels to be collected",
        Ledger.PATIENCE,
        () -> {
          System.gc();
          return dropped.stream().allMatch(channel -> channel.get() == null);
        });
    ledger.leavesOpen(dropped.size());
    ledger.publish();
  }

  private static WeakReference<?> dropListener(Ledger ledger) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    ledger.self.add(Event.OPENED);
    server.bind(new InetSocketAddress(Peer.loopback(), 0));
    ledger.self.add(Event.LISTENING);
    return new WeakReference<>(server);
  }

  private static WeakReference<?> dropClient(Ledger ledger) throws IOException {
    SocketChannel channel = SocketChannel.open();
    ledger.self.add(Event.OPENED);
    return new WeakReference<>(channel);
  }
}
