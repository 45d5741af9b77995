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

  private final Ledger ledger = new Ledger();
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
    probe.ledger.self.add(Event.OPENED);

    probe.sockets();
    probe.blockingChannels();
    probe.nonBlockingChannel();
    probe.asynchronousChannels();

    reserved.close();
    probe.ledger.self.closed();
    probe.ledger.publish();
  }

  private void sockets() throws Exception {
    opened();
    Attempts.connectFails(ledger.self, () -> new Socket(Peer.loopback(), port).close());
    ledger.self.closed(); // the constructor did it: nobody else can

    Socket socket = new Socket();
    opened();
    Attempts.connectFails(ledger.self, () -> socket.connect(nobody));
    socket.close();
    ledger.self.closed();

    Socket withTimeout = new Socket();
    opened();
    Attempts.connectFails(ledger.self, () -> withTimeout.connect(nobody, TEN_SECONDS));
    withTimeout.close();
    withTimeout.close();
    ledger.self.closed();
  }

  private void blockingChannels() throws Exception {
    opened();
    Attempts.connectFails(ledger.self, () -> SocketChannel.open(nobody).close());
    ledger.self.closed();

    SocketChannel channel = SocketChannel.open();
    opened();
    Attempts.connectFails(ledger.self, () -> channel.connect(nobody));
    channel.close();
    ledger.self.closed();

    Socket adaptor = SocketChannel.open().socket();
    opened();
    Attempts.connectFails(ledger.self, () -> adaptor.connect(nobody, TEN_SECONDS));
    adaptor.close();
    ledger.self.closed();
  }

  private void nonBlockingChannel() throws Exception {
    try (Selector selector = Selector.open()) {
      SocketChannel channel = SocketChannel.open();
      opened();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_CONNECT);
      Attempts.connectFails(
          ledger.self,
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
      ledger.self.closed();
    }
  }

  private void asynchronousChannels() throws Exception {
    AsynchronousSocketChannel byFuture = AsynchronousSocketChannel.open();
    opened();
    Attempts.connectFails(ledger.self, () -> Line.result(byFuture.connect(nobody)));
    byFuture.close();
    ledger.self.closed();

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
    Attempts.connectFails(ledger.self, () -> Line.result(outcome));
    byHandler.close();
    ledger.self.closed();
  }

  private void opened() {
    ledger.self.add(Event.OPENED);
  }
}
