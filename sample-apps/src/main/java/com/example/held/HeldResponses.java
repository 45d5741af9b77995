package com.example.held;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks its backend for a few documents and then has nothing to do.
 *
 * <p>The bug: each request has a connection of its own, used once and kept by whoever holds the
 * response.
 */
public final class HeldResponses {
  private static final int REQUESTS = Integer.getInteger("sample.requests", 36);
  private static final List<Socket> HELD = new ArrayList<>();

  private HeldResponses() {}

  static Socket open(LoopbackServer backend) throws IOException {
    Socket connection = new Socket(backend.host(), backend.port());
    HELD.add(connection);
    return connection;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer backend = LoopbackServer.start(Lines::answer)) {
      for (int request = 1; request <= REQUESTS; request++) {
        Socket connection = broken || HELD.isEmpty() ? open(backend) : HELD.get(0);
        String unused = Lines.ask(connection, "document " + request);
        Windows.pause(1.0 / 24);
      }
      Sample.log(HELD.size() + " connections");
      Windows.keepRunning();
    }
    Sample.log("done");
  }
}
