package com.example.cache;

import com.example.support.Lines;
import com.example.support.LoopbackServer;
import com.example.support.Sample;
import com.example.support.Windows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps connections to its backend for reuse.
 *
 * <p>The bug: it files them under the request's key, which never repeats, so that every request
 * opens one more connection and none is ever used again.
 */
public final class ConnectionCache {
  private static final int REQUESTS_PER_WINDOW = 4;
  private static final Map<String, Socket> CONNECTIONS = new HashMap<>();

  private final InetAddress host;
  private final int port;
  private final boolean broken;

  private ConnectionCache(InetAddress host, int port, boolean broken) {
    this.host = host;
    this.port = port;
    this.broken = broken;
  }

  String load(String tenant, int document) throws IOException {
    String key = broken ? tenant + "/" + document : host.getHostAddress() + ":" + port;
    Socket connection = CONNECTIONS.get(key);
    if (connection == null) {
      connection = new Socket(host, port);
      CONNECTIONS.put(key, connection);
    }
    return Lines.ask(connection, tenant + "/" + document);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    boolean broken = Sample.isBroken(args);
    try (LoopbackServer backend = LoopbackServer.start(Lines::answer)) {
      ConnectionCache cache = new ConnectionCache(backend.host(), backend.port(), broken);
      int requests = REQUESTS_PER_WINDOW * (Windows.count() + 2);
      for (int request = 1; request <= requests; request++) {
        String answer = cache.load("tenant-" + request % 3, request);
        if (request % 8 == 0) {
          Sample.log(answer + ", connections in the cache: " + CONNECTIONS.size());
        }
        Windows.pause(1.0 / REQUESTS_PER_WINDOW);
      }
    }
    Sample.log("done");
  }
}
