package com.example.pool;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection pool whose server hangs up on idle connections, which nobody notices before their
 * next use: five stale ones are no harm.
 *
 * <p>The bug: the pool is topped up over and over again, and the stale ones are never looked at.
 */
public final class StalePool {
  private static final int SIZE = 5;
  private static final int TOP_UP = 4;
  private static final List<Socket> POOL = new ArrayList<>();

  private final InetAddress host;
  private final int port;

  private StalePool(InetAddress host, int port) {
    this.host = host;
    this.port = port;
  }

  private void open(int connections) throws IOException {
    for (int number = 0; number < connections; number++) {
      Socket connection = new Socket(host, port);
      Lines.ask(connection, "select 1");
      POOL.add(connection);
    }
  }

  private static void serveUntilIdle(Socket connection) throws IOException {
    connection.setSoTimeout(Windows.millis(0.5));
    Lines.answer(connection);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer database = LoopbackServer.start(StalePool::serveUntilIdle)) {
      StalePool pool = new StalePool(database.host(), database.port());
      pool.open(SIZE);
      for (int window = 0; window < Windows.count() + 2; window++) {
        Windows.pause(1);
        if (broken) {
          pool.open(TOP_UP);
        }
        if (window % 2 == 1) {
          Sample.log("connections in the pool: " + POOL.size());
        }
      }
    }
    Sample.log("done");
  }
}
