package dev.sockwatch.report.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** A log line, for people and for collectors of logs, word for word. */
class LogLineTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  @Test
  void stampedText_hasMillisecondsAndUtc() {
    LogLine line = new LogLine(AT, Level.INFO, "sockwatch", "watching", Map.of());

    assertThat(line.text()).isEqualTo("sockwatch: watching");
    assertThat(line.stampedText()).isEqualTo("2026-01-02T03:04:05.000Z sockwatch: watching");
  }

  @Test
  void json_isOneLine() {
    Map<String, Object> finding = new LinkedHashMap<>();
    finding.put("id", "close-wait");
    finding.put("count", 2);
    finding.put("callSite", null);
    LogLine line =
        new LogLine(
            AT.plusMillis(7),
            Level.ERROR,
            "sockwatch",
            "a \"table\"\n  of two lines",
            Map.of("finding", finding));

    assertThat(line.json())
        .isEqualTo(
            "{\"timestamp\":\"2026-01-02T03:04:05.007Z\",\"level\":\"ERROR\","
                + "\"logger\":\"sockwatch\",\"message\":\"a \\\"table\\\"\\n  of two lines\","
                + "\"finding\":{\"id\":\"close-wait\",\"count\":2,\"callSite\":null}}");
  }

  @Test
  void message_forgesNoLineOfTheLog() {
    assertThat(text("not watched: h\n2026-11-27 ERROR root login\n  more \u001b[31m\u202e\r"))
        .isEqualTo(
            "sockwatch: not watched: h\n  2026-11-27 ERROR root login\n"
                + "  more \\u001b[31m\\u202e\\r");
  }

  @Test
  void passwordInAnEndpoint_isLeftOut() {
    assertThat(text("export to https://otel:s3cr3t@collector:4318/v1/traces fails"))
        .isEqualTo("sockwatch: export to https://otel:***@collector:4318/v1/traces fails");
    assertThat(text("http://u:p@ss@w@c:1, http://c:4318 and a@b:c"))
        .isEqualTo("sockwatch: http://u:***@c:1, http://c:4318 and a@b:c");
  }

  private static String text(String message) {
    return new LogLine(AT, Level.INFO, "sockwatch", message, Map.of()).text();
  }
}
