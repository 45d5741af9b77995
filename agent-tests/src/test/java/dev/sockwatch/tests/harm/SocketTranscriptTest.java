package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import java.util.List;

/**
 * Every call of the JDK's sockets and channels answers and fails as without the agent, down to the
 * line numbers in the stack traces of its exceptions.
 */
class SocketTranscriptTest {
  private static final String PROGRAM = "com.example.transcript.SocketTranscript";
  private static final int EXIT_CODE = 5;
  private static final int CALLS_AT_LEAST = 650;

  @EachJdk
  void everyCall_answersAndFailsAsWithoutTheAgent(Jdk jdk) {
    FinishedJvm alone = forked(jdk).withoutAgent().run(PROGRAM);
    assertThat(calls(alone, "platform")).isGreaterThan(CALLS_AT_LEAST);
    if (jdk.feature() >= 21) {
      assertThat(calls(alone, "virtual")).isGreaterThan(CALLS_AT_LEAST);
    }
    assertSame(alone, forked(jdk).agentArg("time.scale", "0.05").run(PROGRAM));
    if (Jdks.isEachForAll()) {
      ForkedJvm exporting =
          forked(jdk)
              .agentArg("time.scale", "0.05")
              .agentArg("spans", "all")
              .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
      assertSame(alone, exporting.run(PROGRAM));
    }
  }

  /** What differs first says more than two lists of thousands of lines. */
  private static void assertSame(FinishedJvm alone, FinishedJvm watched) {
    List<String> expected = alone.out();
    int lines = Math.min(expected.size(), watched.out().size());
    for (int i = 0; i < lines; i++) {
      assertThat(watched.out().get(i))
          .as("line %s, after %s", i, expected.subList(Math.max(0, i - 20), i))
          .isEqualTo(expected.get(i));
    }
    assertThat(watched.out()).hasSameSizeAs(expected);
  }

  private static ForkedJvm forked(Jdk jdk) {
    return ForkedJvm.on(jdk).expectExit(EXIT_CODE);
  }

  private static int calls(FinishedJvm jvm, String threads) {
    return Integer.parseInt(jvm.lastLine(threads + ": calls="));
  }
}
