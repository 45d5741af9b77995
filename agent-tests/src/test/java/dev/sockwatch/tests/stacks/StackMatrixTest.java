package dev.sockwatch.tests.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.Netty;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import dev.sockwatch.tests.support.Stacks;
import java.util.Arrays;
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
  /** With the newest Netty 4.2 alone on the class path. */
  private static final String NETTY_4_2 = "NettyHttp 4.2";

  private static final List<String> STACKS =
      List.of(
          "RawHttp",
          "Channels",
          "SelectorChannels",
          "UnixChannels",
          "SslSockets",
          "SslEngines",
          "VirtualThreads",
          "NettyHttp NIO EPOLL",
          NETTY_4_2 + " NIO EPOLL",
          NETTY_4_2 + " IO_URING",
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
          "RedisClients",
          "HikariPostgres",
          "RabbitClient");

  /** Those that need a server of this machine, io_uring, or an older or newer JDK. */
  private static final int MAY_BE_SKIPPED = 5;

  private static final Set<String> SKIPPED = new ConcurrentSkipListSet<>();

  @AfterAll
  static void skippedStacks_areFew() {
    System.out.println("stack matrix: " + STACKS.size() + " stacks, skipped: " + SKIPPED);
    assertThat(SKIPPED).hasSizeLessThanOrEqualTo(MAY_BE_SKIPPED);
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("everywhere")
  void stack_isSeenCompletelyAndRaisesNoAlarm(Jdk jdk, String stack) {
    FinishedJvm jvm = run(program(jdk, stack).withReport(), stack);
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
              .isEqualTo(jvm.out().contains("server=elsewhere") ? 0 : connected);
          softly
              .assertThat(count(events, "released"))
              .as("released")
              .isEqualTo(count(events, "opened") + count(events, "accepted"));
          softly.assertThat(health.getAsJsonArray("missingHooks")).as("missing hooks").isEmpty();
          softly.assertThat(health.get("unexplainedSockets").getAsLong()).isZero();
          softly.assertThat(ReportedFindings.of(jvm)).filteredOn(Found::isAlarming).isEmpty();
        });
    assertThat(count(events, "collected")).as("closed by the collector only").isZero();
    assertThat(printed(run(program(jdk, stack).withoutAgent(), stack)))
        .as("what it prints without the agent, where it also ends with 0")
        .isEqualTo(printed(jvm));
  }

  /** How many connections a pool opens is a matter of chance, with the agent or without. */
  private static List<String> printed(FinishedJvm jvm) {
    return jvm.out().stream()
        .map(line -> line.replaceAll("Connections=\\d+", "Connections=N"))
        .toList();
  }

  private static ForkedJvm program(Jdk jdk, String stack) {
    boolean isNetty42 = stack.startsWith(NETTY_4_2);
    return ForkedJvm.on(jdk)
        .classPath(isNetty42 ? Netty.classPath(Netty.NEWEST_4_2) : Stacks.classPath())
        .toleratingStderr(Stacks::warnsOfLibraries)
        .withNativeLibraries();
  }

  private static FinishedJvm run(ForkedJvm jvm, String stack) {
    String[] words = stack.replace(NETTY_4_2, "NettyHttp").split(" ", -1);
    return jvm.run("com.example.stacks." + words[0], Arrays.copyOfRange(words, 1, words.length));
  }

  static Stream<Arguments> everywhere() {
    return Jdks.dealt(STACKS);
  }

  private static long count(JsonObject events, String name) {
    return events.get(name).getAsLong();
  }
}
