package dev.sockwatch.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What probes do with {@code Socket} and {@code ServerSocket}. */
final class ProbeSockets {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  private ProbeSockets() {}

  static ServerSocket listener() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  static void plain() throws IOException {
    try (ServerSocket listener = listener()) {
      Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
      try (Socket server = listener.accept()) {
        client.getOutputStream().write(1);
        expect(1, server.getInputStream().read());
        client.close();
        expect(-1, server.getInputStream().read());
      }
    }
  }

  static void refused() throws IOException {
    SocketAddress nobody;
    try (ServerSocket listener = listener()) {
      nobody = listener.getLocalSocketAddress();
    }
    try (Socket socket = new Socket()) {
      socket.connect(nobody);
      throw new IOException("somebody answers at " + nobody);
    } catch (ConnectException e) {
      // As it should be.
    }
    try (SocketChannel channel = SocketChannel.open()) {
      boolean unused = channel.connect(nobody);
      throw new IOException("somebody answers at " + nobody);
    } catch (ConnectException e) {
      // As it should be.
    }
  }

  static void halfClosed() throws IOException {
    try (ServerSocket listener = listener();
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket server = listener.accept()) {
      client.shutdownOutput();
      expect(-1, server.getInputStream().read());
      server.getOutputStream().write(2);
      expect(2, client.getInputStream().read());
      client.shutdownInput();
    }
  }

  static void collected() throws IOException {
    try (ServerSocket listener = listener()) {
      drop(listener);
      try (Socket server = listener.accept()) {
        server.setSoTimeout((int) PATIENCE.toMillis());
        long end = System.nanoTime() + PATIENCE.toNanos();
        int held = descriptors();
        while (descriptors() >= held && System.nanoTime() - end < 0) {
          System.gc();
          LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        expect(-1, server.getInputStream().read());
      }
    }
  }

  private static void drop(ServerSocket listener) throws IOException {
    Socket unused = new Socket(listener.getInetAddress(), listener.getLocalPort());
  }

  private static int descriptors() throws IOException {
    int number = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(DESCRIPTORS)) {
      for (Path descriptor : all) {
        number += Files.isSymbolicLink(descriptor) ? 1 : 0;
      }
    }
    return number;
  }

  static void held() throws IOException {
    ServerSocket listener = listener();
    Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
    Socket server = listener.accept();
    client.getOutputStream().write(new byte[1000]);
    expect(1000, server.getInputStream().readNBytes(1000).length);
    Held.sockets = new Object[] {listener, client, server};
  }

  /** Keeps them open until the JVM has ended. */
  private static final class Held {
    @SuppressWarnings("UnusedVariable")
    private static volatile Object[] sockets = {};
  }

  static void expect(int expected, int actual) throws IOException {
    if (expected != actual) {
      throw new IOException("read " + actual + " instead of " + expected);
    }
  }
}
