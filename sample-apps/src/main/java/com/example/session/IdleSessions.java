package com.example.session;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import jdk.net.ExtendedSocketOptions;

/**
 * Sessions that are opened in the morning and used again in the evening.
 *
 * <p>The bug: without keepalive nothing keeps the connection known to a firewall on the way, and
 * nobody would notice that the other side has died. With the argument {@code default}: keepalive is
 * on, as late as the kernel does it by default.
 */
public final class IdleSessions {
  private static final int SESSIONS = 6;

  /** Longer than eight windows, as which 240 s count. */
  private static final int IDLE_WINDOWS = 11;

  private final LoopbackServer server;
  private final boolean keepAlive;
  private final boolean early;

  private IdleSessions(LoopbackServer server, boolean keepAlive, boolean early) {
    this.server = server;
    this.keepAlive = keepAlive;
    this.early = early;
  }

  private Socket logIn() throws IOException {
    Socket session = new Socket(server.host(), server.port());
    session.setKeepAlive(keepAlive);
    if (early) {
      session.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, 60);
      session.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, 10);
      session.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, 6);
    }
    Lines.ask(session, "log in");
    return session;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean byDefault = args.length > 0 && args[0].equals("default");
    boolean broken = !byDefault && Sample.isBroken(args);
    try (LoopbackServer server = LoopbackServer.start(Lines::answer)) {
      IdleSessions sessions = new IdleSessions(server, !broken, !broken && !byDefault);
      List<Socket> open = new ArrayList<>();
      for (int i = 0; i < SESSIONS; i++) {
        open.add(sessions.logIn());
      }
      Windows.pause(IDLE_WINDOWS);
      Sample.log(open.size() + " sessions idle");
    }
    Sample.log("done");
  }
}
