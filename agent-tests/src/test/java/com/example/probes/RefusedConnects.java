package com.example.probes;

import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connects to a port where nobody listens, by every API. */
final class RefusedConnects {
  private static final int TEN_SECONDS = (int) TimeUnit.SECONDS.toMillis(10);

  private final ProbeEvents events = new ProbeEvents();
  private final SocketAddress nobody;
  private final int port;

  private RefusedConnects(int port) {
    this.port = port;
    this.nobody = new InetSocketAddress(Peer.loopback(), port);
  }

  public static void main(String[] args) throws Exception {
    // Bound and not listening: connecting there is refused, and nobody else can take the port.
    Socket reserved = new Socket();
    reserved.bind(new InetSocketAddress(Peer.loopback(), 0));
    RefusedConnects probe = new RefusedConnects(reserved.getLocalPort());
    probe.events.self.add(Event.OPENED);

    probe.sockets();
    probe.blockingChannels();
    probe.nonBlockingChannel();
    probe.asynchronousChannels();

    reserved.close();
    probe.events.self.closed();
    probe.events.publish();
  }

  private void sockets() throws Exception {
    opened();
    Attempts.connectFails(events.self, () -> new Socket(Peer.loopback(), port).close());
    events.self.closed(); // the constructor did it: nobody else can

    Socket socket = new Socket();
    opened();
    Attempts.connectFails(events.self, () -> socket.connect(nobody));
    socket.close();
    events.self.closed();

    Socket withTimeout = new Socket();
    opened();
    Attempts.connectFails(events.self, () -> withTimeout.connect(nobody, TEN_SECONDS));
    withTimeout.close();
    withTimeout.close();
    events.self.closed();
  }

  private void blockingChannels() throws Exception {
    opened();
    Attempts.connectFails(events.self, () -> SocketChannel.open(nobody).close());
    events.self.closed();

    SocketChannel channel = SocketChannel.open();
    opened();
    Attempts.connectFails(events.self, () -> channel.connect(nobody));
    channel.close();
    events.self.closed();

    Socket adaptor = SocketChannel.open().socket();
    opened();
    Attempts.connectFails(events.self, () -> adaptor.connect(nobody, TEN_SECONDS));
    adaptor.close();
    events.self.closed();
  }

  private void nonBlockingChannel() throws Exception {
    try (Selector selector = Selector.open()) {
      SocketChannel channel = SocketChannel.open();
      opened();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT);
      Attempts.connectFails(
          events.self,
          () -> {
            boolean done = channel.connect(nobody);
            while (!done) {
              selector.select();
              selector.selectedKeys().clear();
              done = channel.finishConnect();
            }
          });
      channel.close();
      selector.selectNow();
      events.self.closed();
    }
  }

  private void asynchronousChannels() throws Exception {
    AsynchronousSocketChannel byFuture = AsynchronousSocketChannel.open();
    opened();
    Attempts.connectFails(events.self, () -> Line.result(byFuture.connect(nobody)));
    byFuture.close();
    events.self.closed();

    AsynchronousSocketChannel byHandler = AsynchronousSocketChannel.open();
    opened();
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    byHandler.connect(
        nobody,
        null,
        new CompletionHandler<Void, Object>() {
          @Override
          public void completed(Void nothing, Object attachment) {
            outcome.complete(true);
          }

          @Override
          public void failed(Throwable failure, Object attachment) {
            outcome.completeExceptionally(failure);
          }
        });
    Attempts.connectFails(events.self, () -> Line.result(outcome));
    byHandler.close();
    events.self.closed();
  }

  private void opened() {
    events.self.add(Event.OPENED);
  }
}
