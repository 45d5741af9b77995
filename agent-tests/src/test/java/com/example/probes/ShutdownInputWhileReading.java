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
    ProbeEvents events = new ProbeEvents();
    Peer peer = Peer.overSockets(events);
    run(events, peer, Thread::new);
    if (Runtime.version().feature() >= 21) {
      run(events, peer, Threads.virtual());
    }

    AsynchronousSocketChannel asynchronous = AsynchronousSocketChannel.open();
    Object unused = Line.result(asynchronous.connect(peer.address()));
    shutdownUnderReader(events, Thread::new, Line.of(asynchronous));

    peer.stop();
    events.publish();
  }

  private static void run(ProbeEvents events, Peer peer, ThreadFactory threads) throws Exception {
    shutdownUnderReader(events, threads, Line.of(new Socket(Peer.loopback(), peer.port())));

    Socket withTimeout = new Socket(Peer.loopback(), peer.port());
    withTimeout.setSoTimeout(ONE_MINUTE);
    shutdownUnderReader(events, threads, Line.of(withTimeout));

    shutdownUnderReader(events, threads, Line.of(SocketChannel.open(peer.address())));

    Socket adaptor = SocketChannel.open(peer.address()).socket();
    shutdownUnderReader(events, threads, Line.of(adaptor));

    Socket adaptorWithTimeout = SocketChannel.open(peer.address()).socket();
    adaptorWithTimeout.setSoTimeout(ONE_MINUTE);
    shutdownUnderReader(events, threads, Line.of(adaptorWithTimeout));
  }

  private static void shutdownUnderReader(ProbeEvents events, ThreadFactory threads, Line line)
      throws Exception {
    Client client = events.connected(line);
    Threads.Background reader = Threads.start(threads, () -> expectLocalEnd(events.self, line));
    Threads.awaitBlocked(reader.thread);
    client.shutdownInput();
    reader.join();
    client.close();
  }

  private static void expectLocalEnd(EventCounter counter, Line line) throws IOException {
    int got = line.read();
    if (got != -1) {
      throw new IllegalStateException("expected the end of input, got " + got);
    }
    counter.add(Event.END_OF_INPUT_LOCAL);
  }
}
