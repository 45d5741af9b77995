package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.Stacks;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ports belong to the line that opened their connections, whoever else connects there. */
class PortOwnersTest {
  private static final String FORTY = "40000 40039";
  private static final String TWO_HUNDRED = "40000 40199";

  @AnyJdk
  void poolBesideTheLineThatCloses_isNotBlamed(Jdk jdk) {
    FinishedJvm jvm = pooledRates(jdk, "broken");
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("time-wait-pressure warning PooledRates.lookUpAlone");
    assertThat(jvm.out()).contains("3 pooled connections");
    assertThat(inTimeWait(jvm, "PooledRates.lookUpAlone")).isGreaterThanOrEqualTo(100);
    assertThat(inTimeWait(jvm, "PooledRates.grow")).as("TIME_WAIT blamed on the pool").isZero();
  }

  @AnyJdk
  void poolAlone_isSilent(Jdk jdk) {
    FinishedJvm jvm = pooledRates(jdk, "healthy");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).isEmpty();
  }

  @AnyJdk
  void lastPort_isOneFindingThatNamesTheOthers(Jdk jdk) {
    FinishedJvm jvm = SampleRun.parse("rates.RateLookup/broken@last-port").on(jdk);
    assertThat(evidence(jvm, 0).get("alsoKnownAs").getAsString()).contains("time-wait-pressure");
    assertThat(jvm.err()).anyMatch(line -> line.contains(" connect-no-port  "));
  }

  @AnyJdk
  void connectionPool_isNotBlamedForDriverManager(Jdk jdk) {
    FinishedJvm jvm = database(jdk, "direct");
    assertThat(SampleRuns.open(jvm)).as(jvm.transcript()).hasSize(1);
    assertThat(SampleRuns.open(jvm).get(0)).endsWith(" HikariBesideDriver.queryAlone");
    assertThat(evidence(jvm, 0).get("openedBy").getAsString()).startsWith("org.postgresql.");
  }

  @AnyJdk
  void connectionPoolForAll_isSilent(Jdk jdk) {
    assertThat(SampleRuns.open(database(jdk, "pooled"))).isEmpty();
  }

  private static FinishedJvm pooledRates(Jdk jdk, String variant) {
    ForkedJvm jvm = SampleRuns.on(jdk).jvmArgs(SampleNetwork.OWN_HOST);
    enter(jvm, TWO_HUNDRED, "true");
    return jvm.run("com.example.rates.PooledRates", variant);
  }

  /** The kernel gives back no port, not even on loopback. */
  private static FinishedJvm database(Jdk jdk, String variant) {
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .classPath(Stacks.classPath())
            .agentArg("time.scale", "0.04")
            .withReport()
            .deadline(Duration.ofMinutes(2));
    enter(forked, FORTY, "echo 0 > /proc/sys/net/ipv4/tcp_tw_reuse");
    FinishedJvm jvm = forked.run("com.example.stacks.HikariBesideDriver", variant);
    if (jvm.out().stream().anyMatch(line -> line.startsWith("skipped="))) {
      abort("skipped: " + jvm.value("skipped"));
    }
    return jvm;
  }

  private static void enter(ForkedJvm jvm, String ports, String command) {
    @Nullable String complaint = SampleNetwork.enter(jvm, ports, command);
    if (complaint != null) {
      abort("no network namespace: " + complaint);
    }
  }

  /** How many of the summary's connections in TIME_WAIT stand at lines of a method. */
  private static int inTimeWait(FinishedJvm jvm, String method) {
    int number = 0;
    for (JsonObject site :
        LiveReport.objects(jvm.report().getAsJsonObject("summary"), "callSites")) {
      JsonElement waiting = site.getAsJsonObject("states").get("TIME_WAIT");
      boolean isThere = String.valueOf(LiveReport.text(site, "callSite")).contains(method + "(");
      number += isThere && waiting != null ? waiting.getAsInt() : 0;
    }
    return number;
  }

  private static JsonObject evidence(FinishedJvm jvm, int finding) {
    return LiveReport.objects(jvm.report(), "findings").get(finding).getAsJsonObject("evidence");
  }
}
