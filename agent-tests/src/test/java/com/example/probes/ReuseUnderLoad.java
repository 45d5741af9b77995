package com.example.probes;

import dev.sockwatch.tests.support.NumberedConnection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * Opens and closes as many connections as its argument says, by several threads. Each exchanges one
 * request and reply of lengths that are its own, is held for a while, and gives two descriptors
 * back to be used again at once.
 */
final class ReuseUnderLoad {
  private static final int CLIENTS = 4;

  /**
   * Of the connections that a client holds, number n lives for 2^n more: whatever time a round
   * takes, some end during it and others do not.
   */
  private static final int HELD_BY_EACH = 13;

  /** One in so many closes leaves a TIME_WAIT; the others reset, or the ports would run out. */
  private static final int CLOSES_PER_TIME_WAIT = 32;

  /** Both ends of a connection that has done its work. */
  private record Pair(NumberedConnection connection, Socket client, Socket server) {}

  private final ProbeEvents events = new ProbeEvents();
  private final List<NumberedListener> listeners = new ArrayList<>();
  private final AtomicReferenceArray<Socket> answered = new AtomicReferenceArray<>(64 * CLIENTS);

  private ReuseUnderLoad() {}

  public static void main(String[] args) throws Exception {
    new ReuseUnderLoad().run(Integer.parseInt(args[0]));
  }

  private void run(int connections) throws Exception {
    for (int i = 0; i < NumberedConnection.LISTENERS; i++) {
      listeners.add(new NumberedListener(i, events.peer, answered));
    }
    List<Threads.Background> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int first = i;
      clients.add(Threads.start(Thread::new, () -> client(first, connections)));
    }
    for (Threads.Background client : clients) {
      client.thread.join(); // for longer than the patience of what follows
      client.join();
    }
    for (NumberedListener listener : listeners) {
      listener.stop();
    }
    events.publish();
  }

  /** Ends the program with the reason: its other threads would wait for ever. */
  static void giveUp(Throwable failure) {
    failure.printStackTrace();
    Runtime.getRuntime().halt(1);
  }

  private void client(int first, int connections) {
    byte[] bytes = new byte[NumberedConnection.MOST_BYTES];
    Map<Integer, Pair> held = new HashMap<>();
    try {
      int done = 0;
      for (int number = first; number < connections; number += CLIENTS) {
        int slot = Math.min(Integer.numberOfTrailingZeros(++done), HELD_BY_EACH - 1);
        close(held.put(slot, exchange(new NumberedConnection(number), bytes)));
      }
      for (Pair last : held.values()) {
        close(last);
      }
    } catch (IOException | RuntimeException e) {
      giveUp(e);
    }
  }

  private Pair exchange(NumberedConnection connection, byte[] bytes) throws IOException {
    Thread.currentThread().setName(connection.threadName());
    InetSocketAddress to = listeners.get(connection.listener()).address();
    boolean byChannel = connection.number() / NumberedConnection.LISTENERS % 2 == 0;
    Socket client =
        byChannel ? SocketChannel.open(to).socket() : new Socket(to.getAddress(), to.getPort());
    events.self.add(Event.OPENED);
    events.self.add(Event.CONNECTED);
    client.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, connection.keepIdleSeconds());

    ByteBuffer.wrap(bytes).putInt(0, connection.number());
    client.getOutputStream().write(bytes, 0, connection.requestBytes());
    int got = client.getInputStream().readNBytes(bytes, 0, connection.replyBytes());
    Socket server = answered.getAndSet(connection.number() % answered.length(), null);
    if (got < connection.replyBytes() || server == null) {
      throw new IOException(connection + " was answered by " + got + " bytes");
    }
    return new Pair(connection, client, server);
  }

  /** Client and server take turns in closing first. */
  private void close(@Nullable Pair pair) throws IOException {
    if (pair == null) {
      return; // the first ones replace nothing
    }
    int turn = pair.connection.number() / NumberedConnection.LISTENERS;
    boolean clientFirst = turn / 2 % 2 == 0;
    Socket first = clientFirst ? pair.client : pair.server;
    if (turn % CLOSES_PER_TIME_WAIT != 0) {
      first.setSoLinger(true, 0);
    }
    first.close();
    (clientFirst ? pair.server : pair.client).close();
    events.self.closed();
    events.peer.closed();
  }
}
