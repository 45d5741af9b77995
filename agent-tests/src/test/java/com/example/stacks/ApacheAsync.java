package com.example.stacks;

import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;

/** Apache HttpClient 5, asynchronous: connections are opened by its reactor. */
final class ApacheAsync {
  private ApacheAsync() {}

  public static void main(String[] args) throws Exception {
    RawServer server = new RawServer();
    try (CloseableHttpAsyncClient client = HttpAsyncClients.createDefault()) {
      client.start();
      SimpleHttpRequest request = SimpleRequestBuilder.get(server.url()).build();
      for (int i = 0; i < Loopback.REQUESTS; i++) {
        Loopback.check(client.execute(request, null).get().getBodyText());
      }
    }
    server.stop();
    Loopback.end(server.accepted.get());
  }
}
