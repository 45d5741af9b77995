package com.example.probes;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** What the test tells this program by its standard input. */
final class StandardInput {
  private static final BufferedReader IN =
      new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

  private StandardInput() {}

  /** Waits for the next word. */
  static String next() throws IOException {
    String word = IN.readLine();
    if (word == null) {
      throw new IOException("the test has gone");
    }
    return word;
  }
}
