package com.example.held;

import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.Socket;

/**
 * Reports over one connection, seldom, and opens another when that has ended.
 *
 * <p>The bug: its peer resets what has been idle for a moment (a middlebox that forgets), so that
 * each report is lost.
 */
public final class LoneReporter {
  private static final int REPORTS = 8;

  private LoneReporter() {}

  static Socket open(LoopbackServer collector) throws IOException {
    Socket connection = new Socket(collector.host(), collector.port());
    connection.setTcpNoDelay(true);
    return connection;
  }

  private static void take(Socket connection) throws IOException {
    while (connection.getInputStream().read() >= 0) {
      connection.getOutputStream().write('k');
    }
  }

  /** Takes one byte, answers, and resets. */
  private static void forget(Socket connection) throws IOException {
    connection.setSoLinger(true, 0);
    if (connection.getInputStream().read() >= 0) {
      connection.getOutputStream().write('k');
    }
    try {
      Windows.pause(0.3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    LoopbackServer.Handler handler = broken ? LoneReporter::forget : LoneReporter::take;
    int lost = 0;
    try (LoopbackServer collector = LoopbackServer.start(handler)) {
      Socket connection = open(collector);
      for (int i = 0; i < REPORTS; i++) {
        try {
          connection.getOutputStream().write('r');
          if (connection.getInputStream().read() < 0) {
            throw new IOException("no answer");
          }
        } catch (IOException e) {
          lost++;
          connection.close();
          connection = open(collector);
        }
        Windows.pause(1.3);
      }
      connection.close();
    }
    Sample.log(lost + " reports lost");
  }
}
