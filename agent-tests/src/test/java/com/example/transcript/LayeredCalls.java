package com.example.transcript;

import static com.example.transcript.SocketTranscript.LOOPBACK;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** What is built on sockets in the JDK: TLS that fails, HTTP that works and that is refused. */
final class LayeredCalls {
  private LayeredCalls() {}

  static void record(Transcript t) throws Exception {
    t.call("reachable", () -> LOOPBACK.isReachable(500));
    t.call("TLS with plain peer", () -> handshake("no TLS here, really not"));
    t.call("TLS with mute peer", () -> handshake(""));
    SSLSocket unconnected = (SSLSocket) SSLSocketFactory.getDefault().createSocket();
    t.call("TLS unconnected", unconnected::startHandshake);
    t.call("TLS close", unconnected::close);
    t.call("TLS closed", unconnected::startHandshake);
    int closedPort = SocketCalls.closedPort();
    t.call("TLS refused", () -> SSLSocketFactory.getDefault().createSocket(LOOPBACK, closedPort));
    http(t, closedPort);
  }

  private static String handshake(String answer) throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, LOOPBACK)) {
      Future<String> peer = answering(listener, answer);
      try (SSLSocket s =
          (SSLSocket)
              SSLSocketFactory.getDefault().createSocket(LOOPBACK, listener.getLocalPort())) {
        s.startHandshake();
        return "hands were shaken";
      } finally {
        String unused = peer.get();
      }
    }
  }

  /** Reads what the client begins with, answers, and closes without a reset. */
  private static Future<String> answering(ServerSocket listener, String answer) {
    FutureTask<String> task =
        new FutureTask<>(
            () -> {
              try (Socket accepted = listener.accept()) {
                int unused = accepted.getInputStream().read(new byte[4096]);
                accepted.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                return answer;
              }
            });
    new Thread(task).start();
    return task;
  }

  private static void http(Transcript t, int closedPort) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, 3);
          exchange.getResponseBody().write(new byte[3]);
          exchange.close();
        });
    server.start();
    URI there = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/x");
    URI nowhere = URI.create("http://127.0.0.1:" + closedPort + "/");
    t.call("URLConnection", () -> status(there));
    t.call("URLConnection body", () -> there.toURL().openStream().read());
    t.outcome("URLConnection refused", () -> status(nowhere));
    HttpClient client = HttpClient.newHttpClient();
    t.outcome("HttpClient", () -> get(client, there));
    t.outcome("HttpClient refused", () -> get(client, nowhere));
    server.stop(0);
    t.outcome("HttpClient stopped", () -> get(client, there) + " unexpectedly");
  }

  private static int status(URI uri) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    try {
      return connection.getResponseCode();
    } finally {
      connection.disconnect();
    }
  }

  private static int get(HttpClient client, URI uri) throws Exception {
    return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
  }
}
