package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Five samples with the windows of production, {@code time.scale} 1: in the profile "long". */
class FullWindowsTest {
  private static final List<List<String>> SAMPLES =
      List.of(
          List.of("orders.OrderClient", "close-wait", "OrderClient.fetchOrder"),
          List.of("feed.PriceFeed", "socket-abandoned", "PriceFeed.refresh"),
          List.of("cache.ConnectionCache", "sockets-growing", "ConnectionCache.load"),
          List.of("meter.MeterReadings", "nagle-stall", "MeterReadings.<init>"),
          List.of("quotes.QuoteLookup", "connection-per-request", "QuoteLookup.lookUp"));

  static Stream<Arguments> samples() {
    return Jdks.dealt(SAMPLES);
  }

  @ParameterizedTest(name = "{1} on {0}")
  @MethodSource("samples")
  void brokenIsFound_healthyIsNot(Jdk jdk, String sample, String finding, String method) {
    assumeTrue(Jdks.isEachForAll(), "takes minutes: mvn verify -Plong");
    FinishedJvm broken = run(jdk, sample, "broken");
    assertThat(ReportedFindings.of(broken))
        .as(broken.transcript())
        .anyMatch(f -> f.isAlarming() && f.id().equals(finding) && f.method().equals(method));

    FinishedJvm healthy = run(jdk, sample, "healthy");
    assertThat(ReportedFindings.of(healthy)).as(healthy.transcript()).noneMatch(Found::isAlarming);
  }

  private static FinishedJvm run(Jdk jdk, String sample, String variant) {
    return ForkedJvm.on(jdk)
        .sampleApps()
        .jvmArgs("-Dsample.window=30000")
        .withReport()
        .deadline(Duration.ofMinutes(6))
        .run("com.example." + sample, variant);
  }
}
