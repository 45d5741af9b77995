package com.example.search;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;

/**
 * Asks a service that cuts off what it does not like.
 *
 * <p>The bug is the peer's: it has SO_LINGER 0 and closes, so that its kernel sends a RST where an
 * answer was due. The twin's peer answers before it closes.
 */
public final class CutOff {
  private static final int REQUESTS_PER_WINDOW = 10;

  private final InetAddress host;
  private final int port;
  private int cutOff;

  private CutOff(InetAddress host, int port) {
    this.host = host;
    this.port = port;
  }

  void ask(String request) throws IOException {
    try (Socket connection = new Socket(host, port)) {
      String unused = Lines.ask(connection, request);
    } catch (SocketException e) {
      cutOff++;
    }
  }

  /** Reads the request and ends the connection without an answer. */
  private static void refuse(Socket connection) throws IOException {
    while (connection.getInputStream().read() != '\n') {
      // the rest of the request
    }
    connection.setSoLinger(true, 0);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer server = LoopbackServer.start(broken ? CutOff::refuse : Lines::answer)) {
      CutOff client = new CutOff(server.host(), server.port());
      for (int i = 0; i < REQUESTS_PER_WINDOW * Windows.count(); i++) {
        client.ask("socket leak " + i);
        if (i % REQUESTS_PER_WINDOW == 0) {
          Sample.log(client.cutOff + " requests cut off");
        }
        Windows.pause(1.0 / REQUESTS_PER_WINDOW);
      }
    }
    Sample.log("done");
  }
}
