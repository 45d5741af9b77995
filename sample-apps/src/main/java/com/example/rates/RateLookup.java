package com.example.rates;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;

/**
 * Looks up exchange rates, {@code sample.lookups} of them.
 *
 * <p>The bug: each look-up opens a connection and closes it, first. The kernel keeps its local port
 * in TIME_WAIT for a minute, until there is none left.
 */
public final class RateLookup {
  private static final int LOOKUPS = Integer.getInteger("sample.lookups", 7);
  private static final int LOOKUPS_PER_WINDOW = 10;

  private final LoopbackServer server;

  private RateLookup(LoopbackServer server) {
    this.server = server;
  }

  private Socket connect() throws IOException {
    return new Socket(server.host(), server.port());
  }

  private void lookUp() throws IOException {
    try (Socket connection = connect()) {
      Lines.ask(connection, "EUR");
    }
  }

  private int lookUpAll() throws IOException, InterruptedException {
    int done = 0;
    for (int lookUp = 0; lookUp < LOOKUPS; lookUp++) {
      try {
        lookUp();
        done++;
      } catch (BindException e) {
        Sample.log(e.toString());
      }
      Windows.pause(1.0 / LOOKUPS_PER_WINDOW);
    }
    return done;
  }

  private int lookUpAllOverOneConnection() throws IOException, InterruptedException {
    try (Socket connection = connect()) {
      for (int lookUp = 0; lookUp < LOOKUPS; lookUp++) {
        Lines.ask(connection, "EUR");
        Windows.pause(1.0 / LOOKUPS_PER_WINDOW);
      }
      return LOOKUPS;
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    LoopbackServer server = LoopbackServer.start(Lines::answer);
    RateLookup rates = new RateLookup(server);
    int done = broken ? rates.lookUpAll() : rates.lookUpAllOverOneConnection();
    Sample.log(done + " rates looked up");
    Windows.pause(1);
    Sample.log("done");
  }
}
