package com.example.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Starts, opens no socket or one pair of them over loopback, and ends at once or later. */
final class StartUp {
  private StartUp() {}

  /** Arguments: {@code none} or {@code pair}, then how many milliseconds to live on. */
  public static void main(String[] args) throws Exception {
    if (args[0].equals("pair")) {
      onePair();
    }
    long liveOnMillis = Long.parseLong(args[1]);
    if (liveOnMillis > 0) {
      Thread.sleep(liveOnMillis); // how long the program lives is what is measured
    }
  }

  /** Written out here: every further class would be start-up time of the program itself. */
  private static void onePair() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listener = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, listener.getLocalPort());
        Socket server = listener.accept();
        OutputStream out = client.getOutputStream();
        InputStream in = server.getInputStream()) {
      out.write(1);
      if (in.read() != 1) {
        throw new IOException("the byte did not arrive");
      }
    }
  }
}
