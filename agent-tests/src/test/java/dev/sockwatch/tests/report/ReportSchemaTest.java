package dev.sockwatch.tests.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.RunningJvm;
import dev.sockwatch.tests.support.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every JSON report is what agent/report.schema.json says, and agent/REPORT.md explains it. */
class ReportSchemaTest {
  private static final Path GOLDEN = Path.of("../agent/core/src/test/resources/report.json");
  private static final Path SCHEMA = Path.of("../agent/report.schema.json");
  private static final Path PAGE = Path.of("../agent/REPORT.md");

  @Test
  void documentedReport_isValid() throws IOException {
    assertThat(errors(Files.readString(GOLDEN))).isEmpty();
  }

  @Test
  void changedReport_isRefused() throws IOException {
    String golden = Files.readString(GOLDEN);

    assertThat(errors(golden.replace("\"schemaVersion\": 1", "\"schemaVersion\": 2"))).hasSize(1);
    assertThat(errors(golden.replace("\"droppedEvents\": 3,", ""))).hasSize(1);
    assertThat(errors(golden.replace("\"endOfInputRead\": true", "\"endOfInputRead\": null")))
        .hasSize(1);
    assertThat(errors(golden.replace("\"lastSeen\"", "\"latest\""))).isNotEmpty();
    assertThatThrownBy(() -> StrictJson.parse(golden.replace("\"openedAt\"", "\"firstSeen\"")))
        .hasMessageContaining("firstSeen");
  }

  @EachJdk
  void reportsOfARunningProgram_areValid(Jdk jdk) throws IOException {
    ForkedJvm leaking = ForkedJvm.on(jdk).agentArg("time.scale", "0.02").withReport();
    try (RunningJvm jvm = leaking.start("com.example.probes.EndsItself", "wait")) {
      jvm.awaitErr("sockwatch: ERROR close-wait");

      String asked = Command.run(jdk, "report", "" + jvm.pid(), "--json").out();
      String written = Files.readString(jvm.awaitReportFile());

      for (String report : List.of(asked, written)) {
        assertThat(StrictJson.parse(report).getAsJsonArray("sockets")).isNotEmpty();
        assertThat(errors(report)).as(report).isEmpty();
      }
      assertThat(StrictJson.parse(asked).getAsJsonArray("findings")).isNotEmpty();
    }
  }

  @Test
  void page_namesEveryField() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> unexplained = new TreeSet<>();
    Matcher required = Pattern.compile("\"required\": \\[([^]]*)]").matcher(schema());
    while (required.find()) {
      for (String name : required.group(1).split(",", -1)) {
        String field = name.strip().replace("\"", "");
        if (!Pattern.compile("[`.]" + Pattern.quote(field) + "(\\[\\])?[`.]")
            .matcher(page)
            .find()) {
          unexplained.add(field);
        }
      }
    }
    assertThat(unexplained).isEmpty();
  }

  private static List<Error> errors(String report) throws IOException {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema(), InputFormat.JSON);
    return schema.validate(report, InputFormat.JSON);
  }

  private static String schema() throws IOException {
    return Files.readString(SCHEMA);
  }
}
