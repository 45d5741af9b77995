package com.example.stacks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.net.http.HttpClient;
import java.util.concurrent.atomic.AtomicLong;

/** {@code java.net.http.HttpClient} with HTTP/2 in clear text, to a server of Vert.x over NIO. */
final class JdkHttp2 {
  private JdkHttp2() {}

  public static void main(String[] args) throws Exception {
    AtomicLong ignored = new AtomicLong();
    Vertx vertx = Vertx.vertx();
    HttpServer server = VertxBothSides.await(VertxBothSides.server(vertx, ignored));
    JdkHttpClient.work(
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build(),
        Loopback.url(server.actualPort()));
    VertxBothSides.await(server.close().map(true));
    VertxBothSides.await(vertx.close().map(true));
    Loopback.end(1); // all requests share one connection
  }
}
