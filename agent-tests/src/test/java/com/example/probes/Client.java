package com.example.probes;

import java.io.IOException;

/** A connected client that counts what it does and sees. */
final class Client {
  private final Line line;
  private final EventCounter counter;
  private boolean sawEnd;
  private boolean inputShutDown;

  Client(Line line, EventCounter counter) {
    this.line = line;
    this.counter = counter;
  }

  /** Sends a byte and gets it back. */
  void echo() throws IOException {
    line.write(Peer.ECHO);
    int answer = line.read();
    if (answer != Peer.ECHO) {
      throw new IllegalStateException("expected an echo, got " + answer);
    }
  }

  /** Tells the peer what to do. */
  void tell(int command) throws IOException {
    line.write(command);
  }

  /** Reads the end of the input; only the first time it is an event. */
  void readEnd() throws IOException {
    int end = line.read();
    if (end != -1) {
      throw new IllegalStateException("expected the end of input, got " + end);
    }
    if (!sawEnd && !inputShutDown) {
      counter.add(Event.END_OF_INPUT_FROM_PEER);
    }
    sawEnd = true;
  }

  /** Reads a byte that must be {@code expected}. */
  void read(int expected) throws IOException {
    int got = line.read();
    if (got != expected) {
      throw new IllegalStateException("expected " + expected + ", got " + got);
    }
  }

  /** Reads, and must find the connection reset. */
  void readReset() {
    try {
      int got = line.read();
      throw new IllegalStateException("expected a reset, got " + got);
    } catch (IOException e) {
      System.out.println("self.reset=" + e.getMessage());
    }
  }

  void shutdownInput() throws IOException {
    line.shutdownInput();
    inputShutDown = true;
    counter.add(Event.INPUT_SHUTDOWN);
  }

  void shutdownOutput() throws IOException {
    line.shutdownOutput();
    counter.add(Event.OUTPUT_SHUTDOWN);
  }

  void close() throws IOException {
    line.close();
    counter.closed();
  }

  /** Echoes once and closes: the shortest useful life of a connection. */
  void echoAndClose() throws IOException {
    echo();
    close();
  }
}
