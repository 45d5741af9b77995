package dev.sockwatch.report.otel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The tables of agent/TELEMETRY.md are the ones that the code generates. */
class TelemetryPageTest {
  @Test
  void tables_areGenerated() throws IOException {
    assertThat(Files.readString(Path.of("../TELEMETRY.md")))
        .as("copy the output of TelemetryNames.tables() into agent/TELEMETRY.md")
        .contains(TelemetryNames.tables());
  }
}
