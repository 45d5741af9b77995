package com.example.sync;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/**
 * A client of a service that has two addresses under one name, of which the first does not work: it
 * tries one after the other, as RFC 8305 has it.
 *
 * <p>The bug: it does not try the second one.
 */
public final class TwoAddresses {
  private static final int REQUESTS_PER_WINDOW = 8;

  private final List<InetAddress> addresses;
  private final int port;

  private TwoAddresses(List<InetAddress> addresses, int port) {
    this.addresses = addresses;
    this.port = port;
  }

  private boolean request() throws IOException {
    for (InetAddress address : addresses) {
      try (Socket connection = new Socket()) {
        connection.connect(new InetSocketAddress(address, port));
        Lines.ask(connection, "how many");
        return true;
      } catch (ConnectException e) {
        Sample.log(address + " is down, the next one may be up");
      }
    }
    return false;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer service = LoopbackServer.start(Lines::answer)) {
      InetAddress down = InetAddress.getByAddress("shop.example", new byte[] {127, 0, 0, 2});
      InetAddress up = InetAddress.getByAddress("shop.example", service.host().getAddress());
      TwoAddresses client =
          new TwoAddresses(broken ? List.of(down) : List.of(down, up), service.port());
      int answered = 0;
      for (int request = 0; request < Windows.count() * REQUESTS_PER_WINDOW; request++) {
        answered += client.request() ? 1 : 0;
        Windows.pause(1.0 / REQUESTS_PER_WINDOW);
      }
      Sample.log(answered + " requests answered");
    }
    Sample.log("done");
  }
}
