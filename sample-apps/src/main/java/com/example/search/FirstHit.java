package com.example.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;

/**
 * Searches and wants the first hit only.
 *
 * <p>The bug: it closes the connection when it has that, with the other hits unread. The kernel
 * throws them away and resets the connection. The twin reads what it has asked for.
 */
public final class FirstHit {
  private static final int SEARCHES_PER_WINDOW = 10;
  private static final int HIT_BYTES = 2000;

  private final boolean broken;
  private final InetAddress host;
  private final int port;

  private FirstHit(boolean broken, InetAddress host, int port) {
    this.broken = broken;
    this.host = host;
    this.port = port;
  }

  int search(String words) throws IOException, InterruptedException {
    try (Socket connection = new Socket(host, port)) {
      connection.getOutputStream().write((words + "\n").getBytes(US_ASCII));
      int first = connection.getInputStream().readNBytes(HIT_BYTES).length;
      while (connection.getInputStream().available() < HIT_BYTES) {
        Thread.sleep(1); // the second hit is there
      }
      return broken ? first : first + connection.getInputStream().readNBytes(HIT_BYTES).length;
    }
  }

  /** Two hits for each search; keeps the connection open. */
  private static void answer(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
    while (in.readLine() != null) {
      connection.getOutputStream().write(new byte[2 * HIT_BYTES]);
    }
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer server = LoopbackServer.start(FirstHit::answer)) {
      FirstHit client = new FirstHit(broken, server.host(), server.port());
      for (int i = 0; i < SEARCHES_PER_WINDOW * Windows.count(); i++) {
        int bytes = client.search("socket leak " + i);
        if (i % SEARCHES_PER_WINDOW == 0) {
          Sample.log(bytes + " bytes of hits read");
        }
        Windows.pause(1.0 / SEARCHES_PER_WINDOW);
      }
    }
    Sample.log("done");
  }
}
