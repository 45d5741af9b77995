package com.example.stacks;

import java.time.Duration;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.Dsl;

/** async-http-client over Netty's epoll. */
final class AsyncHttp {
  private AsyncHttp() {}

  public static void main(String[] args) throws Exception {
    RawServer server = new RawServer();
    try (AsyncHttpClient client =
        Dsl.asyncHttpClient(
            Dsl.config().setUseNativeTransport(true).setShutdownQuietPeriod(Duration.ZERO))) {
      for (int i = 0; i < Loopback.REQUESTS; i++) {
        Loopback.check(client.prepareGet(server.url()).execute().get().getResponseBody());
      }
    }
    server.stop();
    Loopback.end(server.accepted.get());
  }
}
