package com.example.probes;

import java.nio.channels.UnresolvedAddressException;

/** Connects that are meant to fail. */
final class Attempts {
  private Attempts() {}

  /** Runs a connect that must throw, and counts the failure. */
  static void connectFails(EventCounter counter, Threads.Task connect) throws Exception {
    try {
      connect.run();
    } catch (java.io.IOException | UnresolvedAddressException e) {
      counter.add(Event.CONNECT_FAILED);
      return;
    }
    throw new IllegalStateException("connected, but nobody listens there");
  }
}
