package dev.sockwatch.agent.settings;

import dev.sockwatch.text.GeneratedTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The tables of agent/SETTINGS.md are the ones that the code generates. */
class SettingsPageTest {
  @Test
  void tables_areGenerated() throws IOException {
    new GeneratedTable("agent/SETTINGS.md", "settings").holds(SettingEntry.tables());
  }
}
