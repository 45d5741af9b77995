package com.example.stacks;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

/** Reactor Netty as client and server, over epoll where it finds it. */
final class ReactorBothSides {
  private ReactorBothSides() {}

  public static void main(String[] args) throws Exception {
    AtomicLong accepted = new AtomicLong();
    DisposableServer server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .doOnChannelInit((observer, channel, remote) -> accepted.incrementAndGet())
            .handle((request, response) -> response.sendString(Mono.just(Loopback.BODY)))
            .bindNow();
    ConnectionProvider pool = ConnectionProvider.create("stack", Loopback.CONNECTIONS);
    HttpClient client = HttpClient.create(pool).host("127.0.0.1").port(server.port());
    for (int i = 0; i < Loopback.REQUESTS; i++) {
      Loopback.check(
          Objects.requireNonNull(
              client.get().uri("/").responseContent().aggregate().asString().block()));
    }
    pool.disposeLater().block();
    server.disposeNow();
    HttpResources.disposeLoopsAndConnectionsLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    Loopback.end(accepted.get());
  }
}
