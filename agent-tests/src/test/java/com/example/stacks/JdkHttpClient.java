package com.example.stacks;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** {@code java.net.http.HttpClient} with HTTP/1.1; its pool closes with the server's end. */
final class JdkHttpClient {
  private JdkHttpClient() {}

  public static void main(String[] args) throws Exception {
    RawServer server = new RawServer();
    work(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), server.url());
    server.stop();
    Loopback.end(server.accepted.get());
  }

  static void work(HttpClient client, String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    for (int i = 0; i < Loopback.REQUESTS; i++) {
      Loopback.check(client.send(request, BodyHandlers.ofString()).body());
    }
  }
}
