package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The settings table of agent/SETTINGS.md is the one that the code generates. */
class SettingsPageTest {
  @Test
  void table_isGenerated() throws IOException {
    String page = Files.readString(Path.of("../SETTINGS.md"));
    assertThat(page)
        .as("copy the output of Setting.table() into agent/SETTINGS.md")
        .contains(Setting.table());
  }

  @Test
  void everySetting_hasAValidDefault() {
    for (Setting setting : Setting.values()) {
      if (!setting.defaultValue().isEmpty()) {
        String argument = setting.key() + "=" + setting.defaultValue();
        Settings settings = Settings.read(argument, Map.of(), Map.of());
        assertThat(settings.problems()).as(argument).isEmpty();
      }
    }
  }
}
