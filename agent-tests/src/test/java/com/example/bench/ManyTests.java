package com.example.bench;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Ten thousand clean tests, each with a socket of its own; prints what one of the second thousand
 * took, and one of the last. The argument is whether the extension watches them.
 */
final class ManyTests {
  private static final int TESTS = 10_000;
  private static final int PART = 1000;
  private static final long[] ENDED = new long[TESTS];
  private static int done;

  private ManyTests() {}

  public static void main(String[] args) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(Cases.class))
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", args[0])
            .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
            .configurationParameter("sockwatch.junit.report", System.getProperty("java.io.tmpdir"))
            .build();
    LauncherFactory.create().execute(request);
    System.out.println("second=" + micros(PART, 2 * PART) + " last=" + micros(TESTS - PART, TESTS));
  }

  /** For each test of this part. */
  private static double micros(int from, int to) {
    return (ENDED[to - 1] - ENDED[from]) / 1000.0 / (to - from - 1);
  }

  /** The tests. */
  static class Cases {
    @RepeatedTest(value = TESTS, name = "{currentRepetition}")
    void clean() throws IOException {
      new ServerSocket(0, 1, InetAddress.getLoopbackAddress()).close();
      ENDED[done++] = System.nanoTime();
    }
  }
}
