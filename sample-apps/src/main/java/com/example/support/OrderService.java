package com.example.support;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/** A small HTTP server for orders under load: every second order gets a 503. */
public final class OrderService {
  private OrderService() {}

  public static LoopbackServer start() throws IOException {
    return LoopbackServer.start(OrderService::serve);
  }

  private static void serve(Socket connection) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(connection.getInputStream(), US_ASCII));
    String requestLine = in.readLine();
    String header = requestLine;
    while (header != null && !header.isEmpty()) {
      header = in.readLine();
    }
    if (requestLine == null || header == null) {
      throw new EOFException("incomplete request");
    }
    // "GET /orders/17 HTTP/1.1"
    String path = requestLine.substring(4, requestLine.lastIndexOf(' '));
    int order = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    String response =
        order % 2 == 0
            ? response("503 Service Unavailable", "try again later")
            : response("200 OK", "order " + order + ": shipped");
    connection.getOutputStream().write(response.getBytes(US_ASCII));
  }

  private static String response(String status, String body) {
    return "HTTP/1.1 "
        + status
        + "\r\nContent-Type: text/plain\r\nContent-Length: "
        + body.length()
        + "\r\nConnection: close\r\n\r\n"
        + body;
  }
}
