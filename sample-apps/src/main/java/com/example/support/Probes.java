package com.example.support;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Health checks of a load balancer: each connects, says nothing and waits to be hung up on. */
public final class Probes {
  private final int port;
  private int next = 2;

  public Probes(int port) {
    this.port = port;
  }

  /**
   * Connects once more, under another address of the loopback network each time: so no destination
   * collects idle connections on this side.
   */
  public void probe() {
    byte[] host = {127, 0, (byte) (next / 250), (byte) (next % 250 + 1)};
    next++;
    Daemons.start("probe", () -> connectAndListen(InetAddress.getByAddress(host)));
  }

  private void connectAndListen(InetAddress host) throws IOException {
    try (Socket connection = new Socket(host, port)) {
      connection.setSoTimeout(Windows.millis(100));
      connection.getInputStream().readAllBytes();
    }
  }
}
