package com.example.quotes;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Looks up quotes all day long.
 *
 * <p>The bug: a new connection for each of them. The twin keeps one, after a batch at the start of
 * the day that opens one for each symbol, which is soon over.
 */
public final class QuoteLookup {
  private static final int LOOKUPS_PER_WINDOW = 200;
  private static final int SYMBOLS = 160;

  private final InetAddress host;
  private final int port;

  private QuoteLookup(InetAddress host, int port) {
    this.host = host;
    this.port = port;
  }

  String lookUp(String symbol) throws IOException {
    try (Socket connection = new Socket(host, port)) {
      return Lines.ask(connection, symbol);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer server = LoopbackServer.start(Lines::answer)) {
      QuoteLookup quotes = new QuoteLookup(server.host(), server.port());
      int lookups = LOOKUPS_PER_WINDOW * Windows.count();
      if (broken) {
        for (int i = 1; i <= lookups; i++) {
          String answer = quotes.lookUp("symbol-" + i);
          if (i % LOOKUPS_PER_WINDOW == 0) {
            Sample.log(answer);
          }
          Windows.pause(1.0 / LOOKUPS_PER_WINDOW);
        }
      } else {
        for (int i = 1; i <= SYMBOLS; i++) {
          String unused = quotes.lookUp("symbol-" + i);
        }
        keepOne(quotes, lookups);
      }
    }
    Sample.log("done");
  }

  private static void keepOne(QuoteLookup quotes, int lookups)
      throws IOException, InterruptedException {
    try (Socket connection = new Socket(quotes.host, quotes.port)) {
      for (int i = 1; i <= lookups; i++) {
        String answer = Lines.ask(connection, "symbol-" + i);
        if (i % LOOKUPS_PER_WINDOW == 0) {
          Sample.log(answer);
        }
        Windows.pause(1.0 / LOOKUPS_PER_WINDOW);
      }
    }
  }
}
