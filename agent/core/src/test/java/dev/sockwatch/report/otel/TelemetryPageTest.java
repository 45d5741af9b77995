package dev.sockwatch.report.otel;

import dev.sockwatch.text.GeneratedTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The tables of agent/TELEMETRY.md are the ones that the code generates. */
class TelemetryPageTest {
  @Test
  void tables_areGenerated() throws IOException {
    new GeneratedTable("agent/TELEMETRY.md", "names").holds(TelemetryNames.tables());
  }
}
