package com.example.probes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Leaks a connection in CLOSE_WAIT, and ends as told: {@code return}, {@code exit} or {@code wait}.
 *
 * <p>Its shutdown hook closes everything, as frameworks do.
 */
final class EndsItself {
  private EndsItself() {}

  public static void main(String[] args) throws Exception {
    ServerSocket server = new ServerSocket(0, 50, Peer.loopback());
    Socket leaked = connect(server);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server, leaked)));
    server.accept().close();
    while (leaked.getInputStream().read() >= 0) {
      // until the end of input
    }
    System.out.println("leaked");
    Thread.sleep(args.length > 1 ? Long.parseLong(args[1]) : 0); // it lives on, leaking
    switch (args[0]) {
      case "return" -> System.out.println("returning");
      case "exit" -> System.exit(3);
      default -> Thread.sleep(60_000); // until it is killed
    }
  }

  private static Socket connect(ServerSocket server) throws Exception {
    return new Socket(Peer.loopback(), server.getLocalPort());
  }

  private static void close(ServerSocket server, Socket leaked) {
    try {
      leaked.close();
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
