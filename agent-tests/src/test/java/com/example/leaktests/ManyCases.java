package com.example.leaktests;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Ten thousand clean tests, which print what the first and the last thousands took. */
class ManyCases {
  private static final int TESTS = 10_000;
  private static final int PART = 1000;

  private static final long[] ENDED = new long[TESTS];
  private static int done;

  @BeforeAll
  static void start() {
    done = 0;
  }

  @RepeatedTest(value = TESTS, name = "{currentRepetition}")
  void clean() {
    ENDED[done++] = System.nanoTime();
  }

  @AfterAll
  static void print() {
    System.out.printf(
        "MICROS second=%d last=%d%n", micros(PART, 2 * PART), micros(TESTS - PART, TESTS));
  }

  /** For each test of this part. */
  private static long micros(int from, int to) {
    return (ENDED[to - 1] - ENDED[from]) / (to - from) / 1000;
  }
}
