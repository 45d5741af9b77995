package com.example.held;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.Socket;

/**
 * Asks short questions over one connection, each in one write.
 *
 * <p>The flaw: TCP_NODELAY is off, which costs nothing until a question is written in two parts.
 */
public final class SmallTalk {
  private static final int QUESTIONS = 60;

  private SmallTalk() {}

  static Socket open(LoopbackServer backend) throws IOException {
    return new Socket(backend.host(), backend.port());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer backend = LoopbackServer.start(Lines::answer);
        Socket connection = open(backend)) {
      connection.setTcpNoDelay(!broken);
      for (int i = 0; i < QUESTIONS; i++) {
        String unused = Lines.ask(connection, "question " + i);
        Windows.pause(1.0 / 20);
      }
      Windows.pause(1);
    }
    Sample.log("done");
  }
}
