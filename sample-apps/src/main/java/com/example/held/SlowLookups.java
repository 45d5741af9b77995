package com.example.held;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.Socket;

/**
 * Looks something up now and then, for as long as it runs.
 *
 * <p>The bug: a connection for each look-up, closed after its one exchange.
 */
public final class SlowLookups {
  private static final int LOOK_UPS = 75;

  private SlowLookups() {}

  static Socket open(LoopbackServer backend) throws IOException {
    return new Socket(backend.host(), backend.port());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer backend = LoopbackServer.start(Lines::answer);
        Socket kept = open(backend)) {
      kept.setTcpNoDelay(true);
      String unused = Lines.ask(kept, "hello");
      for (int i = 0; i < LOOK_UPS; i++) {
        if (broken) {
          try (Socket connection = open(backend)) {
            unused = Lines.ask(connection, "number " + i);
          }
        } else {
          unused = Lines.ask(kept, "number " + i);
        }
        Windows.pause(1.0 / 10);
      }
    }
    Sample.log("done");
  }
}
