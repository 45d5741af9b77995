package com.example.traced;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;

/** Two requests, each in its own span, over one pooled connection. */
final class Pooled {
  private Pooled() {}

  public static void main(String[] args) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    HttpGet request = new HttpGet("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    Spans spans = Spans.own(true);
    try (CloseableHttpClient client = HttpClients.createDefault()) {
      for (String name : new String[] {"first", "second"}) {
        spans.in(name, () -> client.execute(request, response -> response.getCode()));
      }
    }
    server.stop(0);
    System.out.println("port=" + server.getAddress().getPort());
  }
}
