package com.example.support;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;

/** A protocol of one line as request and one line as answer, both of its ends. */
public final class Lines {
  private Lines() {}

  /** The client's end: sends a line and waits for its answer. The connection stays open. */
  public static String ask(Socket connection, String request) throws IOException {
    connection.getOutputStream().write((request + "\n").getBytes(UTF_8));
    String answer = reader(connection).readLine();
    if (answer == null) {
      throw new EOFException("no answer to " + request);
    }
    return answer;
  }

  /** The server's end: answers every line until the client hangs up. */
  public static void answer(Socket connection) throws IOException {
    BufferedReader in = reader(connection);
    String line = in.readLine();
    while (line != null) {
      connection.getOutputStream().write(("ok " + line + "\n").getBytes(UTF_8));
      line = in.readLine();
    }
  }

  private static BufferedReader reader(Socket connection) throws IOException {
    return new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
  }
}
