package com.example.stacks;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** {@code com.sun.net.httpserver}. */
final class JdkHttpServer {
  private JdkHttpServer() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("sun.net.httpserver.nodelay", "true"); // 40 ms each otherwise
    HttpServer server = HttpServer.create(new InetSocketAddress(Loopback.address(), 0), 50);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = Loopback.BODY.getBytes(StandardCharsets.ISO_8859_1);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    RawClient.work(server.getAddress().getPort());
    server.stop(0);
    Loopback.end(Loopback.CONNECTIONS);
  }
}
