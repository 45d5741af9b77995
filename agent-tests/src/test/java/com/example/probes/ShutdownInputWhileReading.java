package com.example.probes;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** One thread waits for input, another shuts it down: an end of input that no peer has caused. */
final class ShutdownInputWhileReading {
  private static final int ONE_MINUTE = (int) TimeUnit.MINUTES.toMillis(1);

  private ShutdownInputWhileReading() {}

  public static void main(String[] args) throws Exception {
    Ledger ledger = new Ledger();
    Peer peer = Peer.overSockets(ledger);
    run(ledger, peer, Thread::new);
    if (Runtime.version().feature() >= 21) {
      run(ledger, peer, Threads.virtual());
    }

    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Object unused = Line.result(asynchronous.connect(peer.address()));
    shutdownUnderReader(ledger, Thread::new, Line.of(asynchronous));

    peer.stop();
    ledger.publish();
  }

  private static void run(Ledger ledger, Peer peer, ThreadFactory threads) throws Exception {
    shutdownUnderReader(ledger, threads, Line.of(new Socket(Peer.loopback(), peer.port())));

    Socket withTimeout = new Socket(Peer.loopback(), peer.port());
    withTimeout.setSoTimeout(ONE_MINUTE);
    shutdownUnderReader(ledger, threads, Line.of(withTimeout));

    shutdownUnderReader(ledger, threads, Line.of(SocketChannel.open(peer.address())));

    Socket adaptor = SocketChannel.open(peer.address()).socket();
    shutdownUnderReader(ledger, threads, Line.of(adaptor));

    Socket adaptorWithTimeout = SocketChannel.open(peer.address()).socket();
    adaptorWithTimeout.setSoTimeout(ONE_MINUTE);
    shutdownUnderReader(ledger, threads, Line.of(adaptorWithTimeout));
  }

  private static void shutdownUnderReader(Ledger ledger, ThreadFactory threads, Line line)
      throws Exception {
    Client client = ledger.connected(line);
    Threads.Background reader = Threads.start(threads, () -> expectLocalEnd(ledger.self, line));
    Threads.awaitBlocked(reader.thread);
    client.shutdownInput();
    reader.join();
    client.close();
  }

  private static void expectLocalEnd(Tally books, Line line) throws IOException {
    int got = line.read();
    if (got != -1) {
      throw new IllegalStateException("expected the end of input, got " + got);
    }
    books.add(Event.END_OF_INPUT_LOCAL);
  }
}
