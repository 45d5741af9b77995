package com.example.stacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** As much of Redis as its clients need for a GET: it knows one value and no new protocol. */
final class SmallRedis {
  final AtomicLong accepted = new AtomicLong();

  private final ServerSocket server;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

  SmallRedis() throws IOException {
    server = new ServerSocket(0, 50, Loopback.address());
    new Thread(this::acceptAll, "redis-acceptor").start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void acceptAll() {
    try {
      while (true) {
        Socket connection = server.accept();
        accepted.incrementAndGet();
        open.add(connection);
        new Thread(() -> serve(connection), "redis").start();
      }
    } catch (IOException e) {
      // closed
    }
  }

  private static void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int words = Integer.parseInt(line.substring(1));
        String command = "";
        for (int i = 0; i < words; i++) {
          String length = in.readLine();
          String word = in.readLine();
          if (length == null || word == null) {
            return;
          }
          command = i == 0 ? word.toUpperCase(Locale.ROOT) : command;
        }
        connection.getOutputStream().write(answer(command).getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  private static String answer(String command) {
    return switch (command) {
      case "GET" -> "$" + Loopback.BODY.length() + "\r\n" + Loopback.BODY + "\r\n";
      case "HELLO" -> "-ERR unknown command\r\n";
      case "PING" -> "+PONG\r\n";
      default -> "+OK\r\n";
    };
  }

  /** Accepts no more, and closes what it has. */
  void hangUp() throws IOException {
    stop();
    for (Socket connection : open) {
      connection.close();
    }
  }

  /** Accepts no more. */
  void stop() throws IOException {
    server.close();
  }
}
