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
    ProbeEvents events = new ProbeEvents();
    List<WeakReference<?>> dropped = List.of(dropListener(events), dropClient(events));
    Await.until(
        "both channels to be collected",
        ProbeEvents.PATIENCE,
        () -> {
          System.gc();
          return dropped.stream().allMatch(channel -> channel.get() == null);
        });
    events.leavesOpen(dropped.size());
    events.publish();
  }

  private static WeakReference<?> dropListener(ProbeEvents events) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    events.self.add(Event.OPENED);
    server.bind(new InetSocketAddress(Peer.loopback(), 0));
    events.self.add(Event.LISTENING);
    return new WeakReference<>(server);
  }

  private static WeakReference<?> dropClient(ProbeEvents events) throws IOException {
    SocketChannel channel = SocketChannel.open();
    events.self.add(Event.OPENED);
    return new WeakReference<>(channel);
  }
}
