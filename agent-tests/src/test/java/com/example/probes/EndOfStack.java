package com.example.probes;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** Connects, again and again, where little is left of a thread's stack. */
final class EndOfStack {
  private static final int ROUNDS = 12;
  private static final int TRIES = 60;
  private static final long STACK_BYTES = 192 * 1024;

  private final InetAddress loopback = Peer.loopback();
  private final ServerSocket listener;
  private final Map<String, Integer> thrown = new TreeMap<>();
  private int connected;
  private int tries;

  private EndOfStack() throws IOException {
    listener = new ServerSocket(0, 4 * ROUNDS * TRIES, loopback);
  }

  public static void main(String[] args) throws Exception {
    EndOfStack program = new EndOfStack();
    program.connect(); // all that the JDK initialises is initialised
    for (int round = 0; round < ROUNDS; round++) {
      program.tries = 0;
      long bytes = STACK_BYTES + round * 1040L;
      Thread thread = new Thread(null, program::fill, "deep", bytes);
      thread.start();
      thread.join();
    }
    System.out.println("thrown=" + program.thrown);
    int before = program.connected;
    program.connect();
    System.out.println("afterwards=" + (program.connected - before));
  }

  private void connect() throws IOException {
    try (Socket socket = new Socket(loopback, listener.getLocalPort())) { // nobody accepts it
      socket.getOutputStream().write(1);
      connected++;
    }
  }

  private void fill() {
    try {
      deeper(0);
    } catch (StackOverflowError e) {
      return; // that is the point
    }
  }

  @SuppressWarnings("InfiniteRecursion") // to the end of the stack
  private void deeper(int depth) {
    try {
      deeper(depth + 1);
    } catch (StackOverflowError e) {
      tryHere();
      throw e;
    }
  }

  private void tryHere() {
    if (tries++ >= TRIES) {
      return;
    }
    try {
      connect();
    } catch (StackOverflowError e) {
      return; // the program's own
    } catch (IOException | Error e) {
      thrown.merge(e.toString(), 1, Integer::sum);
    }
  }
}
