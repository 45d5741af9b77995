package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests with OkHttp and a MockWebServer for each. */
@NoSocketLeaks
class OkHttpCases {
  private static final List<Object> KEPT = new ArrayList<>();
  private static final OkHttpClient CLIENT = new OkHttpClient();

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.shutdown();
  }

  private Response get(String body) throws IOException {
    server.enqueue(new MockResponse().setBody(body));
    return CLIENT.newCall(new Request.Builder().url(server.url("/")).build()).execute();
  }

  @Test
  void closedBody_isClean() throws IOException {
    try (Response response = get("hello")) {
      response.body().string();
    }
  }

  @Test
  void closedBodyAgain_isClean() throws IOException {
    get("hello").close();
  }

  @Test
  @NoSocketLeaks(grace = "200ms")
  void unreadBody_leaks() throws IOException {
    server.enqueue(new MockResponse().setBody(new Buffer().write(new byte[WebServer.LARGE / 8])));
    KEPT.add(CLIENT.newCall(new Request.Builder().url(server.url("/")).build()).execute());
    WebServer.awaitFullBuffers();
  }
}
