package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What a listener has accepted is one group, named by the line that opened the listener. */
class ListenerLineTest {
  private static final List<String> OPENERS =
      List.of("AcceptingPools.asynchronous", "AcceptingPools.httpServer", "AcceptingPools.pool");

  @AnyJdk
  void acceptedConnections_areOfTheirListenersLine(Jdk jdk) {
    FinishedJvm jvm = ForkedJvm.on(jdk).withReport().run("com.example.probes.AcceptingPools");

    JsonObject report = jvm.report();
    assertThat(lines(LiveReport.objects(report, "sockets"), "server", 9))
        .as("open")
        .containsExactlyElementsOf(OPENERS);
    assertThat(lines(LiveReport.objects(report, "withoutDescriptor"), "server", 9))
        .as("closed")
        .containsExactlyElementsOf(OPENERS);
    assertThat(LiveReport.objects(report.getAsJsonObject("summary"), "callSites"))
        .extracting(site -> LiveReport.text(site, "callSite"))
        .noneMatch(site -> site == null || site.startsWith("unknown"));
  }

  /** Class and method of those that have this role, of which there must be so many. */
  private static Set<String> lines(List<JsonObject> sockets, String role, int number) {
    Set<String> lines = new TreeSet<>();
    List<JsonObject> served =
        sockets.stream().filter(s -> role.equals(LiveReport.text(s, "role"))).toList();
    assertThat(served).hasSize(number);
    for (JsonObject socket : served) {
      String site = Objects.requireNonNull(LiveReport.text(socket, "callSite"));
      lines.add(site.replaceAll("^com\\.example\\.probes\\.|\\(.*$", ""));
    }
    return lines;
  }
}
