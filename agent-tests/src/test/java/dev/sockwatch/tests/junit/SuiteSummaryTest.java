package dev.sockwatch.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.StrictJson;
import dev.sockwatch.tests.support.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At the end of a run it is said, to people and to machines, what the tests did with sockets. */
class SuiteSummaryTest {
  @Test
  void summary_countsByCallSiteAndRule(@TempDir Path folder) throws IOException {
    TestRun.Outcome outcome =
        TestRun.on(Jdks.oldest(), TestRun.OLDEST_JUNIT)
            .parallel(false)
            .set("sockwatch.junit.report", folder.toString())
            .run("ShapeCases");

    JsonObject summary = json(folder);
    assertThat(summary.get("tests").getAsInt()).isEqualTo(19);
    assertThat(counts(summary, "leaked", "callSite"))
        .satisfiesExactly(
            l -> assertThat(l).matches(".*Server\\.connect\\(.*\\) 6"),
            l -> assertThat(l).matches(".*ShapeCases.FieldCases\\.<init>\\(.*\\) 1"),
            l -> assertThat(l).matches(".*ShapeCases.PerClassCases\\.<init>\\(.*\\) 1"));
    assertThat(counts(summary, "ignored", "rule"))
        .containsExactly(
            "handed over to the suite by handOverToSuite() 1",
            "openedBy=com.example.leaktests.Server: asked for by ignore 1");
    assertThat(counts(summary, "slow", "test"))
        .singleElement()
        .asString()
        .startsWith("ShapeCases.lateCloser_isForgiven ");
    assertThat(outcome.jvm().err())
        .anyMatch(
            l ->
                l.matches(
                    "sockwatch: 19 tests opened \\d+ sockets, closed \\d+; 8 leaked, 2 ignored"));
  }

  private static JsonObject json(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Path file = files.findFirst().orElseThrow();
      assertThat(file.getFileName().toString()).matches("sockwatch-\\d+\\.json");
      return StrictJson.parse(Files.readString(file));
    }
  }

  private static List<String> counts(JsonObject summary, String name, String key) {
    return summary.getAsJsonArray(name).asList().stream()
        .map(
            e -> {
              JsonObject entry = e.getAsJsonObject();
              String number =
                  entry.keySet().stream().filter(k -> !k.equals(key)).findFirst().orElseThrow();
              return entry.get(key).getAsString() + " " + entry.get(number);
            })
        .toList();
  }
}
