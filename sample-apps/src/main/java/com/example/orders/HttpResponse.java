package com.example.orders;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/** The answer to a GET request, with the connection that it came over. */
record HttpResponse(int status, String body, Socket connection) {

  /** Sends the request and reads the answer to its end; closing is up to the caller. */
  static HttpResponse get(Socket connection, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: orders\r\nConnection: close\r\n\r\n";
    connection.getOutputStream().write(request.getBytes(US_ASCII));
    String answer = new String(connection.getInputStream().readAllBytes(), US_ASCII);
    int bodyAt = answer.indexOf("\r\n\r\n");
    if (bodyAt < 0 || !answer.startsWith("HTTP/1.1 ")) {
      throw new IOException("not an HTTP response: " + answer);
    }
    return new HttpResponse(
        Integer.parseInt(answer.substring(9, 12)), answer.substring(bodyAt + 4), connection);
  }

  boolean isSuccess() {
    return status / 100 == 2;
  }
}
