package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests with the JDK's HTTP clients, which keep connections. */
@NoSocketLeaks
class JdkClientCases {
  private static final List<Object> KEPT = new ArrayList<>();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private static WebServer server;

  @BeforeAll
  static void start() {
    server = new WebServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static HttpRequest get(URI uri) {
    return HttpRequest.newBuilder(uri).build();
  }

  @Test
  void sharedClient_isClean() throws Exception {
    CLIENT.send(get(server.small()), BodyHandlers.ofString());
  }

  @Test
  void sharedClientAgain_isClean() throws Exception {
    CLIENT.sendAsync(get(server.small()), BodyHandlers.ofString()).get();
  }

  @Test
  void ownClient_isClean() throws Exception {
    HttpClient.newHttpClient().send(get(server.small()), BodyHandlers.ofByteArray());
  }

  @Test
  void urlConnection_isClean() throws IOException {
    try (InputStream body = server.small().toURL().openStream()) {
      body.readAllBytes();
    }
  }

  @Test
  @NoSocketLeaks(grace = "200ms")
  void unreadBody_leaks() throws Exception {
    HttpClient own = HttpClient.newHttpClient(); // else it may use another test's connection
    KEPT.add(own.send(get(server.large()), BodyHandlers.ofInputStream()).body());
    WebServer.awaitFullBuffers();
  }
}
