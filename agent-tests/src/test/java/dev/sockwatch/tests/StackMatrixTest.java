package dev.sockwatch.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.Findings.Found;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.Stacks;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Real stacks at work are seen completely, run as without the agent, and raise no alarm. */
class StackMatrixTest {
  private static final List<String> STACKS =
      List.of(
          "RawHttp",
          "Channels",
          "NettyHttp",
          "UrlConnections",
          "JdkHttpClient",
          "JdkHttp2",
          "JdkHttpServer",
          "Rmi",
          "OkHttp",
          "ApacheClassic",
          "ApacheAsync",
          "AsyncHttp",
          "VertxBothSides",
          "ReactorBothSides",
          "GrpcShaded",
          "Jetty12",
          "Tomcat11",
          "UndertowServer",
          "JedisPool",
          "Lettuce",
          "HikariPostgres");

  /** Those that need a server of this machine. */
  private static final int MAY_BE_SKIPPED = 1;

  private static final Set<String> SKIPPED = new ConcurrentSkipListSet<>();

  @AfterAll
  static void skippedStacks_areFew() {
    System.out.println("stack matrix: " + STACKS.size() + " stacks, skipped: " + SKIPPED);
    assertThat(SKIPPED).hasSizeLessThanOrEqualTo(MAY_BE_SKIPPED);
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("everywhere")
  void stack_isSeenCompletelyAndRaisesNoAlarm(Jdk jdk, String stack) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .classPath(Stacks.classPath())
            .toleratingStderr(Stacks::warnsOfLibraries)
            .withNativeLibraries()
            .withReport()
            .run("com.example.stacks." + stack);
    if (jvm.out().stream().anyMatch(line -> line.startsWith("skipped="))) {
      SKIPPED.add(stack + ": " + jvm.value("skipped"));
      abort("skipped: " + jvm.value("skipped"));
    }

    JsonObject health = jvm.health();
    JsonObject events = health.getAsJsonObject("events");
    long least = Long.parseLong(jvm.value("leastConnections"));
    long most = Long.parseLong(jvm.value("mostConnections"));
    long connected = count(events, "connected");
    SoftAssertions.assertSoftly(
        softly -> {
          softly.assertThat(jvm.value("requests")).isEqualTo("200");
          softly.assertThat(connected).as("connected").isBetween(least, most);
          softly
              .assertThat(count(events, "accepted"))
              .as("accepted by a peer in this JVM")
              .isEqualTo(stack.equals("HikariPostgres") ? 0 : connected);
          softly
              .assertThat(count(events, "released"))
              .as("released")
              .isEqualTo(count(events, "opened") + count(events, "accepted"));
          softly.assertThat(health.getAsJsonArray("missingHooks")).as("missing hooks").isEmpty();
          softly.assertThat(health.get("unexplainedSockets").getAsLong()).isZero();
          softly.assertThat(Findings.of(jvm)).filteredOn(Found::isAlarming).isEmpty();
        });
    assertThat(count(events, "collected")).as("closed by the collector only").isZero();
  }

  static Stream<Arguments> everywhere() {
    return Jdks.matrix().stream()
        .flatMap(jdk -> STACKS.stream().map(stack -> Arguments.of(jdk, stack)));
  }

  private static long count(JsonObject events, String name) {
    return events.get(name).getAsLong();
  }
}
