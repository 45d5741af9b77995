package com.example.traced;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Is refused a connection, to a loopback address unless told, and waits unless told. */
final class OneRefusal {
  private OneRefusal() {}

  public static void main(String[] args) throws IOException {
    try {
      InetAddress host =
          args.length > 1 ? InetAddress.getByName(args[1]) : InetAddress.getLoopbackAddress();
      new Socket(host, 1).close();
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
    if (args[0].equals("wait")) {
      int unused = System.in.read();
    }
  }
}
