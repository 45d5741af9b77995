package dev.sockwatch.report.json;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.report.HandMadeReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The JSON report is the schema that users rely on: {@code report.json} documents all of it. */
class JsonReportTest {
  @Test
  void report_isAsDocumented() throws IOException {
    StringWriter json = new StringWriter();

    JsonReport.write(HandMadeReport.full(), json);

    assertThat(json.append('\n').toString()).isEqualTo(documented());
  }

  @Test
  void reportOfNothing_hasTheSameParts() throws IOException {
    StringWriter json = new StringWriter();

    JsonReport.write(HandMadeReport.empty(), json);

    assertThat(json.toString())
        .contains("\"sockwatch\": {", "\"health\": {", "\"sockets\": []", "\"findings\": []")
        .contains("\"openDescriptors\": null", "\"events\": {}");
  }

  @Test
  void names_areUniqueInEveryObject() throws IOException {
    UniqueNames.check(documented());

    assertThatThrownBy(() -> UniqueNames.check("{\"a\": [{\"b\": 1, \"c\": {}, \"b\": true}]}"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("\"b\" stands twice in one object: $.a[0].b");
  }

  private static String documented() throws IOException {
    try (InputStream in = JsonReportTest.class.getResourceAsStream("/report.json")) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
