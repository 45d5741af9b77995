package com.example.stacks;

import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** {@code HttpURLConnection}: a connection for each request. */
final class UrlConnections {
  private UrlConnections() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("http.keepAlive", "false"); // its cache cannot be emptied
    RawServer server = new RawServer();
    for (int i = 0; i < Loopback.REQUESTS; i++) {
      HttpURLConnection connection = (HttpURLConnection) new URL(server.url()).openConnection();
      try (InputStream in = connection.getInputStream()) {
        Loopback.check(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    server.stop();
    Loopback.end(server.accepted.get());
  }
}
