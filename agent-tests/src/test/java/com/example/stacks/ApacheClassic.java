package com.example.stacks;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5, classic. */
final class ApacheClassic {
  private ApacheClassic() {}

  public static void main(String[] args) throws Exception {
    RawServer server = new RawServer();
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      for (int i = 0; i < Loopback.REQUESTS; i++) {
        Loopback.check(
            client.execute(
                new HttpGet(server.url()), response -> EntityUtils.toString(response.getEntity())));
      }
    }
    server.stop();
    Loopback.end(server.accepted.get());
  }
}
