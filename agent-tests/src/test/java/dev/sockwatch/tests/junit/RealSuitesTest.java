package dev.sockwatch.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.TestRun;
import java.util.Map;

/** With the clients, pools and servers that people use: no false alarm, and each leak is found. */
class RealSuitesTest {
  private static final String[] LIBRARIES = {
    "okhttp",
    "mockwebserver",
    "okio",
    "kotlin",
    "junit-4",
    "http",
    "HikariCP",
    "h2-",
    "slf4j",
    "tomcat",
    "jakarta"
  };

  @AnyJdk
  void cleanTests_passAndLeaksFail(Jdk jdk) {
    assertOutcome(jdk, false);
  }

  @AnyJdk
  void cleanTests_passAndLeaksFail_inParallel(Jdk jdk) {
    assertOutcome(jdk, true);
  }

  private static void assertOutcome(Jdk jdk, boolean parallel) {
    TestRun.Outcome outcome =
        TestRun.on(jdk, TestRun.NEWEST_JUNIT)
            .withLibraries(LIBRARIES)
            .parallel(parallel)
            .set("junit.jupiter.extensions.autodetection.enabled", "true")
            .run(
                "JdkClientCases", "OkHttpCases", "ApacheClientCases", "HikariCases", "TomcatCases");

    Map<String, String> verdicts = outcome.verdicts();
    assertThat(verdicts).as(outcome.jvm().transcript()).hasSize(19);
    verdicts.forEach(
        (test, verdict) ->
            assertThat(verdict)
                .as(test + ": " + outcome.jvm().transcript())
                .startsWith(test.endsWith("_leaks") ? "left 1: " : "passes"));
    assertBlamed(outcome, "JdkClientCases", "unreadBody_leaks");
    assertBlamed(outcome, "OkHttpCases", "unreadBody_leaks");
    assertBlamed(outcome, "ApacheClientCases", "unreadBody_leaks");
    assertBlamed(outcome, "HikariCases", "ownPool_leaks");
    assertBlamed(outcome, "TomcatCases", "ownSocket_leaks");
  }

  private static void assertBlamed(TestRun.Outcome outcome, String type, String method) {
    assertThat(outcome.failure(type + " > " + method + "()"))
        .contains("com.example.leaktests." + type + "." + method + "(" + type + ".java:");
  }
}
