package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests with Apache HttpClient 5, shared by the class. */
@NoSocketLeaks
class ApacheClientCases {
  private static final List<Object> KEPT = new ArrayList<>();
  private static final CloseableHttpClient CLIENT = HttpClients.createDefault();

  @SuppressWarnings("NullAway.Init")
  private static WebServer server;

  @BeforeAll
  static void start() {
    server = new WebServer();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    CLIENT.close();
  }

  private static void read(CloseableHttpClient client, URI uri) throws IOException {
    try (CloseableHttpResponse response = client.execute(new HttpGet(uri))) {
      EntityUtils.consume(response.getEntity());
    }
  }

  @Test
  void sharedClient_isClean() throws IOException {
    read(CLIENT, server.small());
  }

  @Test
  void sharedClientAgain_isClean() throws IOException {
    read(CLIENT, server.small());
  }

  @Test
  void ownClient_isClean() throws IOException {
    try (CloseableHttpClient own = HttpClients.createDefault()) {
      read(own, server.small());
    }
  }

  @Test
  @NoSocketLeaks(grace = "200ms")
  void unreadBody_leaks() throws IOException {
    CloseableHttpClient own = HttpClients.createDefault();
    KEPT.add(own.execute(new HttpGet(server.large())));
    WebServer.awaitFullBuffers();
  }
}
