package com.example.chat;

import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/**
 * Many long-lived connections that carry nothing but a heartbeat, as browsers keep to a chat server
 * at night: many, quiet and in order.
 *
 * <p>The bug, where one is wanted: nobody started the heartbeat, so that all stay silent.
 */
public final class QuietWebSockets {
  private static final int USERS = 200;
  private static final int TICKS_PER_WINDOW = 4;
  private static final int LOGINS_PER_TICK = 16;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final List<Socket> ONLINE = new ArrayList<>();

  private QuietWebSockets() {}

  private static void pong(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    while (in.read() == PING) {
      connection.getOutputStream().write(PONG);
    }
  }

  private static void heartbeat() throws IOException {
    for (Socket user : ONLINE) {
      user.getOutputStream().write(PING);
      if (user.getInputStream().read() != PONG) {
        throw new EOFException("the chat server hung up");
      }
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer server = LoopbackServer.start(QuietWebSockets::pong)) {
      int loginTicks = (USERS + LOGINS_PER_TICK - 1) / LOGINS_PER_TICK;
      for (int tick = 0; tick < loginTicks + Windows.count() * TICKS_PER_WINDOW; tick++) {
        for (int login = 0; login < LOGINS_PER_TICK && ONLINE.size() < USERS; login++) {
          ONLINE.add(new Socket(server.host(), server.port()));
        }
        if (!broken) {
          heartbeat();
        }
        if (tick % (2 * TICKS_PER_WINDOW) == 0) {
          Sample.log(ONLINE.size() + " users online");
        }
        Windows.pause(1.0 / TICKS_PER_WINDOW);
      }
    }
    Sample.log("done");
  }
}
