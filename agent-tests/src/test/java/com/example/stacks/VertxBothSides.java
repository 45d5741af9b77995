package com.example.stacks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Vert.x as client and server over Netty's epoll. */
final class VertxBothSides {
  private VertxBothSides() {}

  public static void main(String[] args) throws Exception {
    AtomicLong accepted = new AtomicLong();
    Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    if (!vertx.isNativeTransportEnabled()) {
      throw new IllegalStateException(
          "no native transport", vertx.unavailableNativeTransportCause());
    }
    HttpServer server = await(server(vertx, accepted));
    HttpClient client = vertx.createHttpClient();
    for (int i = 0; i < Loopback.REQUESTS; i++) {
      Loopback.check(
          await(
              client
                  .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                  .compose(request -> request.send().compose(HttpClientResponse::body))
                  .map(Object::toString)));
    }
    await(client.close().map(true));
    await(server.close().map(true));
    await(vertx.close().map(true));
    Loopback.end(accepted.get());
  }

  static Future<HttpServer> server(Vertx vertx, AtomicLong accepted) {
    return vertx
        .createHttpServer()
        .connectionHandler(connection -> accepted.incrementAndGet())
        .requestHandler(request -> request.response().end(Loopback.BODY))
        .listen(0, "127.0.0.1");
  }

  static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
