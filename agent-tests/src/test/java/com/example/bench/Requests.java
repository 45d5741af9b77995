package com.example.bench;

import com.example.bench.Loopback.Pair;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Exchanges messages over one connection and tells how long they took.
 *
 * <p>Commands on stdin, one line of answer each: {@code open <pairs>} holds more connections,
 * {@code run <millis>} exchanges for so long. It ends with its input.
 */
final class Requests {
  private static final List<Pair> HELD = new ArrayList<>();

  private Requests() {}

  public static void main(String[] args) throws Exception {
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (Loopback sockets = Loopback.of("socket")) {
      Pair pair = sockets.connect();
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        String[] words = line.split(" ", 2);
        int number = Integer.parseInt(words[1]);
        if (words[0].equals("open")) {
          for (int i = 0; i < number; i++) {
            HELD.add(sockets.connect());
          }
          System.out.println("pairs=" + HELD.size());
        } else {
          System.out.println(run(pair, number));
        }
      }
    }
  }

  private static String run(Pair pair, int millis) throws IOException {
    long end = System.nanoTime() + millis * 1_000_000L;
    long count = 0;
    long worst = 0;
    long before = System.nanoTime();
    long began = before;
    while (before - end < 0) {
      pair.exchange();
      long now = System.nanoTime();
      worst = Math.max(worst, now - before);
      before = now;
      count++;
    }
    return "nanosEach=" + (before - began) / count + " worstNanos=" + worst;
  }
}
