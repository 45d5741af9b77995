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
 * Traders who all look at the same prices.
 *
 * <p>The bug: each of them has a connection of his own, which takes a local port each, where all
 * could share one.
 */
public final class TraderSessions {
  private static final int TRADERS = 9;

  private TraderSessions() {}

  private static Socket connect(LoopbackServer server) throws IOException {
    Socket session = new Socket(server.host(), server.port());
    session.setTcpNoDelay(true);
    return session;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    int connections = Sample.isBroken(args) ? TRADERS : 1;
    LoopbackServer server = LoopbackServer.start(Lines::answer);
    List<Socket> open = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      open.add(connect(server));
    }
    for (int look = 0; look < 4 * Windows.count(); look++) {
      for (int trader = 0; trader < TRADERS; trader++) {
        Lines.ask(open.get(trader % connections), "EUR");
      }
      Windows.pause(0.25);
    }
    Sample.log(open.size() + " connections in use till the end");
  }
}
