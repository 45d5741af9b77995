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
}
