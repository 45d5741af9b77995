package com.example.leaktests;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A web server with a small page and a large one. */
final class WebServer implements AutoCloseable {
  /** More than all buffers on the way hold. */
  static final int LARGE = 64 * 1024 * 1024;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** Until a body that nobody reads has filled the buffers. */
  static void awaitFullBuffers() {
    LockSupport.parkNanos(300_000_000L);
  }

  WebServer() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    page("/small", 100);
    page("/large", LARGE);
    server.setExecutor(threads);
    server.start();
  }

  URI small() {
    return uri("/small");
  }

  URI large() {
    return uri("/large");
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private void page(String path, int length) {
    server.createContext(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, length);
          try (OutputStream body = exchange.getResponseBody()) {
            byte[] part = new byte[Math.min(length, 8192)];
            for (int sent = 0; sent < length; sent += part.length) {
              body.write(part, 0, Math.min(part.length, length - sent));
            }
          }
        });
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
