package com.example.stacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** The peer of HTTP clients: answers each GET on a connection that it keeps, and counts them. */
final class RawServer {
  final AtomicLong accepted = new AtomicLong();

  private final ServerSocket server;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  RawServer() throws IOException {
    server = new ServerSocket(0, 50, Loopback.address());
    new Thread(this::acceptAll, "raw-acceptor").start();
  }

  int port() {
    return server.getLocalPort();
  }

  String url() {
    return Loopback.url(port());
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket connection = server.accept();
        accepted.incrementAndGet();
        open.add(connection);
        new Thread(() -> serve(connection), "raw-server").start();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      OutputStream out = connection.getOutputStream();
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          out.write(
              ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                      + Loopback.BODY.length()
                      + "\r\n\r\n"
                      + Loopback.BODY)
                  .getBytes(StandardCharsets.ISO_8859_1));
        }
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  /** Accepts no more, and hangs up on clients that keep their connection. */
  void stop() throws IOException {
    server.close();
    for (Socket connection : open) {
      connection.close();
    }
  }
}
