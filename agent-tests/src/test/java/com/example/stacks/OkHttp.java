package com.example.stacks;

import java.util.Objects;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** OkHttp with its pool. */
final class OkHttp {
  private OkHttp() {}

  public static void main(String[] args) throws Exception {
    RawServer server = new RawServer();
    OkHttpClient client = new OkHttpClient();
    Request request = new Request.Builder().url(server.url()).build();
    for (int i = 0; i < Loopback.REQUESTS; i++) {
      try (Response response = client.newCall(request).execute()) {
        Loopback.check(Objects.requireNonNull(response.body()).string());
      }
    }
    client.connectionPool().evictAll();
    client.dispatcher().executorService().shutdown();
    server.stop();
    Loopback.end(server.accepted.get());
    System.exit(0); // OkHttp's task runner lingers for a minute
  }
}
