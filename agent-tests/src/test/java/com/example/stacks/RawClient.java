package com.example.stacks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** The peer of HTTP servers: so many GETs over each of a few connections. */
final class RawClient {
  private RawClient() {}

  /** Makes all requests; the number of connections is {@link Loopback#CONNECTIONS}. */
  static void work(int port) throws IOException {
    for (int i = 0; i < Loopback.CONNECTIONS; i++) {
      try (Socket socket = new Socket(Loopback.address(), port)) {
        socket.setTcpNoDelay(true);
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        for (int j = 0; j < Loopback.REQUESTS / Loopback.CONNECTIONS; j++) {
          socket
              .getOutputStream()
              .write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
          Loopback.check(answer(in));
        }
      }
    }
  }

  private static String answer(BufferedReader in) throws IOException {
    int length = -1;
    for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring("content-length:".length()).strip());
      }
    }
    StringBuilder body = new StringBuilder();
    while (body.length() < length) {
      body.append((char) in.read());
    }
    return body.toString();
  }
}
