package com.example.pool;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A connection pool that grows with the load in bursts and is used in turn from then on, so that
 * most of its connections are idle most of the time: many and in order.
 *
 * <p>The bug, where one is wanted: connections are never given back, so every request opens one.
 */
public final class PoolRampUp {
  private static final int[] BURSTS = {2, 6, 12, 20};
  private static final int REQUESTS_PER_WINDOW = 4;
  private static final Deque<Socket> IDLE = new ArrayDeque<>();
  private static final Set<Socket> BORROWED = new HashSet<>();

  private final InetAddress host;
  private final int port;
  private final boolean broken;

  private PoolRampUp(InetAddress host, int port, boolean broken) {
    this.host = host;
    this.port = port;
    this.broken = broken;
  }

  private Socket borrow() throws IOException {
    Socket connection = IDLE.pollFirst();
    if (connection == null) {
      connection = new Socket(host, port);
    }
    BORROWED.add(connection);
    return connection;
  }

  private void giveBack(Socket connection) {
    if (!broken) {
      BORROWED.remove(connection);
      IDLE.addLast(connection);
    }
  }

  private void requests(int atOnce) throws IOException {
    List<Socket> connections = new ArrayList<>();
    for (int request = 0; request < atOnce; request++) {
      connections.add(borrow());
    }
    for (Socket connection : connections) {
      Lines.ask(connection, "select 1");
      giveBack(connection);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer database = LoopbackServer.start(Lines::answer)) {
      PoolRampUp pool = new PoolRampUp(database.host(), database.port(), broken);
      for (int burst : BURSTS) {
        pool.requests(burst);
        Sample.log(burst + " at once, pool: " + IDLE.size() + ", lent: " + BORROWED.size());
        Windows.pause(0.5);
      }
      for (int request = 0; request < Windows.count() * REQUESTS_PER_WINDOW; request++) {
        pool.requests(1);
        Windows.pause(1.0 / REQUESTS_PER_WINDOW);
      }
      Sample.log("quiet hours, pool: " + IDLE.size() + ", lent: " + BORROWED.size());
    }
    Sample.log("done");
  }
}
