package com.example.rates;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks up exchange rates over a pool of three connections, {@code sample.lookups} of them.
 *
 * <p>The bug: one line knows nothing of the pool, and opens a connection for each look-up, to the
 * same server. The pool goes on working beside it, and even opens a connection last.
 */
public final class PooledRates {
  private static final int LOOKUPS = Integer.getInteger("sample.lookups", 150);
  private static final int LOOKUPS_PER_WINDOW = 50;
  private static final int POOLED = 3;

  private final LoopbackServer server;
  private final List<Socket> pool = new ArrayList<>();

  private PooledRates(LoopbackServer server) {
    this.server = server;
  }

  private void grow() throws IOException {
    Socket connection = new Socket(server.host(), server.port());
    connection.setTcpNoDelay(true);
    pool.add(connection);
  }

  private void lookUpPooled(int number) throws IOException {
    Lines.ask(pool.get(number % pool.size()), "EUR");
  }

  private void lookUpAlone() throws IOException {
    try (Socket connection = new Socket(server.host(), server.port())) {
      Lines.ask(connection, "EUR");
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    PooledRates rates = new PooledRates(LoopbackServer.start(Lines::answer));
    while (rates.pool.size() < POOLED - 1) {
      rates.grow();
    }
    for (int lookUp = 0; lookUp < LOOKUPS; lookUp++) {
      rates.lookUpPooled(lookUp);
      if (broken) {
        rates.lookUpAlone();
      }
      Windows.pause(1.0 / LOOKUPS_PER_WINDOW);
    }
    rates.grow();
    rates.lookUpPooled(POOLED - 1);
    Windows.pause(1);
    Sample.log(rates.pool.size() + " pooled connections");
  }
}
