package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.Machine;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each broken sample application is found out, with the guilty line; its healthy twin reports
 * nothing at warning or above, neither at the end nor in between.
 */
class ScenarioTest {
  /** Of the samples of which it is known what the kernel must have seen. */
  private static final Map<String, Map<String, String>> KERNEL_FIGURES =
      Map.of(
          "meter.MeterReadings",
          Map.of(
              "tcpNoDelay",
              "0",
              "medianHoldMillis",
              "[3-9]\\d",
              "writtenAgainAt",
              "com\\.example\\.meter\\.MeterReadings\\.send\\(MeterReadings\\.java:\\d+\\)"),
          "search.FirstHit",
          Map.of("medianUnreadBytes", "2000", "tcpState", "ESTABLISHED"),
          "quotes.QuoteLookup",
          Map.of("closedFirstByPeerPercent", "0"));

  /** A production window of 30 s lasts 1.2 s here: far longer than this machine may stall. */
  private static final String TIME_SCALE = "0.04";

  private static final String WINDOW_MILLIS = "1200";

  /**
   * What a broken sample must be told.
   *
   * @param atLeast lowest count
   * @param atMost highest count
   */
  record Expected(String id, String severity, String method, int atLeast, int atMost) {
    boolean isMetBy(Found found) {
      return found.id().equals(id)
          && found.severity().equals(severity)
          && found.method().equals(method)
          && found.state().equals("open")
          && found.count() >= atLeast
          && found.count() <= atMost;
    }
  }

  static Stream<Arguments> broken() {
    List<Arguments> all = new ArrayList<>();
    for (Jdk jdk : Jdks.matrix()) {
      all.add(
          of(
              jdk,
              "orders.OrderClient",
              exactly("close-wait", "error", "OrderClient.fetchOrder", 12)));
      all.add(
          of(
              jdk,
              "orders.DroppedResponses",
              exactly("socket-abandoned", "warning", "DroppedResponses.isShipped", 12)));
      all.add(
          of(jdk, "echo.EchoServer", exactly("close-wait", "error", "EchoServer.acceptAll", 10)));
      all.add(
          of(
              jdk,
              "echo.HalfCloseServer",
              exactly("close-wait", "error", "HalfCloseServer.acceptAll", 4)));
      all.add(
          of(jdk, "feed.PriceFeed", exactly("socket-abandoned", "error", "PriceFeed.refresh", 12)));
      all.add(
          of(
              jdk,
              "gateway.StoppedSelector",
              exactly("close-pending", "warning", "StoppedSelector.connect", 8)));
      all.add(
          of(
              jdk,
              "cache.ConnectionCache",
              new Expected("sockets-growing", "warning", "ConnectionCache.load", 15, 32)));
      all.add(
          of(
              jdk,
              "chat.SilentClients",
              new Expected("sockets-growing", "warning", "SilentClients.acceptAll", 15, 32)));
      all.add(
          of(
              jdk,
              "pool.PoolRampUp",
              new Expected("sockets-growing", "warning", "PoolRampUp.borrow", 20, 64)));
      all.add(
          of(
              jdk,
              "pool.StalePool",
              new Expected("close-wait", "warning", "StalePool.open", 15, 37)));
      all.add(
          of(
              jdk,
              "meter.MeterReadings",
              new Expected("nagle-stall", "warning", "MeterReadings.<init>", 20, 128)));
      all.add(
          of(
              jdk,
              "quotes.QuoteLookup",
              new Expected("connection-per-request", "warning", "QuoteLookup.lookUp", 100, 500)));
      all.add(
          of(
              jdk,
              "booking.RushHour",
              new Expected("connect-slow", "warning", "RushHour.book", 3, 60)));
      all.add(
          of(
              jdk,
              "search.FirstHit",
              new Expected("reset-by-us", "warning", "FirstHit.search", 5, 60)));
      all.add(
          of(jdk, "search.CutOff", new Expected("reset-by-peer", "warning", "CutOff.ask", 5, 60)));
      Expected channel = exactly("never-connected", "warning", "UnresolvedHost.lookUp", 6);
      // Since 24 or so a failing Socket.connect closes the socket.
      all.add(
          jdk.feature() < 24
              ? of(
                  jdk,
                  "directory.UnresolvedHost",
                  channel,
                  exactly("never-connected", "warning", "UnresolvedHost.lookUpOverSocket", 6))
              : of(jdk, "directory.UnresolvedHost", channel));
    }
    return all.stream();
  }

  static Stream<Arguments> healthy() {
    return Jdks.matrix().stream()
        .flatMap(
            jdk ->
                Stream.of(
                        "orders.OrderClient",
                        "orders.DroppedResponses",
                        "echo.EchoServer",
                        "echo.HalfCloseServer",
                        "feed.PriceFeed",
                        "gateway.StoppedSelector",
                        "directory.UnresolvedHost",
                        "cache.ConnectionCache",
                        "chat.SilentClients",
                        "chat.QuietWebSockets",
                        "pool.PoolRampUp",
                        "pool.StalePool",
                        "files.DescriptorHog",
                        "meter.MeterReadings",
                        "quotes.QuoteLookup",
                        "booking.RushHour",
                        "search.FirstHit",
                        "search.CutOff")
                    .map(main -> Arguments.of(jdk, main)));
  }

  @ResourceLock(value = Machine.LOAD, mode = ResourceAccessMode.READ)
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void broken(Jdk jdk, String main, List<Expected> expected) {
    FinishedJvm jvm = run(jdk, main, "broken");
    List<Found> alarming =
        ReportedFindings.of(jvm).stream()
            .filter(f -> f.isAlarming() && f.state().equals("open"))
            .toList();
    assertThat(alarming).as(jvm.transcript()).hasSameSizeAs(expected);
    for (Expected one : expected) {
      assertThat(alarming).as(jvm.transcript()).anyMatch(one::isMetBy);
    }
    KERNEL_FIGURES
        .getOrDefault(main, Map.of())
        .forEach(
            (name, pattern) ->
                assertThat(evidence(jvm).get(name).getAsString()).as(name).matches(pattern));
  }

  @ResourceLock(value = Machine.LOAD, mode = ResourceAccessMode.READ)
  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void healthy(Jdk jdk, String main) {
    FinishedJvm jvm = run(jdk, main, "healthy");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).noneMatch(Found::isAlarming);
  }

  /** Two writes for each message, none held so far; a program with one write is told nothing. */
  @ResourceLock(value = Machine.LOAD, mode = ResourceAccessMode.READ)
  @EachJdk
  void messagesInTwoWrites_areAdvice(Jdk jdk) {
    FinishedJvm jvm = run(jdk, "meter.MeterReadings", "healthy");
    assertThat(ReportedFindings.of(jvm))
        .as(jvm.transcript())
        .extracting(Found::id, Found::severity, Found::method)
        .containsExactly(tuple("nodelay-missing", "advice", "MeterReadings.<init>"));
    assertThat(ReportedFindings.of(run(jdk, "quotes.QuoteLookup", "healthy")))
        .noneMatch(f -> f.id().equals("nodelay-missing"));
  }

  private static JsonObject evidence(FinishedJvm jvm) {
    return LiveReport.objects(jvm.report(), "findings").get(0).getAsJsonObject("evidence");
  }

  private static FinishedJvm run(Jdk jdk, String main, String variant) {
    return ForkedJvm.on(jdk)
        .sampleApps()
        .jvmArgs("-Dsample.window=" + WINDOW_MILLIS)
        .agentArg("time.scale", TIME_SCALE)
        .withReport()
        .deadline(Duration.ofMinutes(2))
        .run("com.example." + main, variant);
  }

  private static Arguments of(Jdk jdk, String main, Expected... expected) {
    return Arguments.of(jdk, main, List.of(expected));
  }

  private static Expected exactly(String id, String severity, String method, int count) {
    return new Expected(id, severity, method, count, count);
  }
}
