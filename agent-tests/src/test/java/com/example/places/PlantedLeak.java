package com.example.places;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Leaks a connection in CLOSE_WAIT, waits for a word, talks once more, and ends with exit code 7.
 */
final class PlantedLeak {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private PlantedLeak() {}

  public static void main(String[] args) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, LOOPBACK);
    Socket leaked = connect(server);
    server.accept().close();
    System.out.println("end of input: " + leaked.getInputStream().read());
    int word = System.in.read();
    System.out.println("told: " + word);
    try (Socket client = connect(server);
        Socket accepted = server.accept()) {
      client.getOutputStream().write(42);
      System.out.println("received: " + accepted.getInputStream().read());
    }
    server.close();
    try {
      connect(server).close();
    } catch (IOException e) {
      System.out.println("refused: " + e.getClass().getName());
    }
    System.exit(leaked.isClosed() ? 1 : 7);
  }

  private static Socket connect(ServerSocket server) throws IOException {
    return new Socket(LOOPBACK, server.getLocalPort());
  }
}
