package com.example.probes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Asynchronous channels, their results taken from futures and by completion handlers. */
final class AsynchronousChannels {
  private AsynchronousChannels() {}

  public static void main(String[] args) throws Exception {
    ProbeEvents events = new ProbeEvents();
    byFutures(events);
    byHandlers(events);
    events.publish();
  }

  private static void byFutures(ProbeEvents events) throws Exception {
    Peer peer = Peer.over(events, listener());

    Client closesFirst = connect(events, peer);
    closesFirst.echoAndClose();

    Client seesTheEnd = connect(events, peer);
    seesTheEnd.tell(Peer.HANG_UP);
    seesTheEnd.readEnd();
    seesTheEnd.readEnd();
    seesTheEnd.close();

    Client halfCloses = connect(events, peer);
    halfCloses.tell(Peer.ANSWER_AFTER_END);
    halfCloses.shutdownOutput();
    halfCloses.read(Peer.LAST_WORD);
    halfCloses.readEnd();
    halfCloses.close();

    peer.stop();
  }

  private static Client connect(ProbeEvents events, Peer peer) throws IOException {
    AsynchronousSocketChannel channel = AsynchronousSocketChannel.open();
    Object unused = Line.result(channel.connect(peer.address()));
    return events.connected(Line.of(channel));
  }

  private static void byHandlers(ProbeEvents events) throws Exception {
    AsynchronousServerSocketChannel server = listener();
    events.peer.add(Event.OPENED);
    events.peer.add(Event.LISTENING);
    AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
    events.self.add(Event.OPENED);

    CompletableFuture<AsynchronousSocketChannel> accepting =
        completed(handler -> server.accept(null, handler));
    CompletableFuture<Void> connecting =
        completed(handler -> client.connect(address(server), null, handler));
    Object unused = Line.result(connecting);
    events.self.add(Event.CONNECTED);
    AsynchronousSocketChannel accepted = Line.result(accepting);
    events.peer.add(Event.ACCEPTED);

    // The read is pending when the byte, and then the end, arrives.
    CompletableFuture<Integer> firstRead = read(accepted);
    CompletableFuture<Integer> written =
        completed(handler -> client.write(ByteBuffer.allocate(1), null, handler));
    expect(1, Line.result(written));
    expect(1, Line.result(firstRead));
    CompletableFuture<Integer> lastRead = read(accepted);
    client.close();
    events.self.closed();
    expect(-1, Line.result(lastRead));
    expect(-1, Line.result(read(accepted)));
    events.peer.add(Event.END_OF_INPUT_FROM_PEER);

    accepted.close();
    accepted.close();
    events.peer.closed();
    server.close();
    events.peer.closed();
  }

  private static AsynchronousServerSocketChannel listener() throws IOException {
    return AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(Peer.loopback(), 0));
  }

  private static InetSocketAddress address(AsynchronousServerSocketChannel server) {
    try {
      return (InetSocketAddress) server.getLocalAddress();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<Integer> read(AsynchronousSocketChannel channel) {
    return completed(handler -> channel.read(ByteBuffer.allocate(1), null, handler));
  }

  private static void expect(int bytes, int actual) {
    if (actual != bytes) {
      throw new IllegalStateException("expected " + bytes + ", got " + actual);
    }
  }

  /** Starts an operation and completes the future from its handler. */
  private static <T> CompletableFuture<T> completed(
      Consumer<CompletionHandler<T, Object>> operation) {
    CompletableFuture<T> future = new CompletableFuture<>();
    operation.accept(
        new CompletionHandler<>() {
          @Override
          public void completed(T result, Object attachment) {
            future.complete(result);
          }

          @Override
          public void failed(Throwable failure, Object attachment) {
            future.completeExceptionally(failure);
          }
        });
    return future;
  }
}
