package dev.sockwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.text.GeneratedTable;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** README.md and agent/FINDINGS.md list every finding, with a link to its section. */
class FindingTablePageTest {
  @Test
  void readme_listsEveryFinding() throws IOException {
    new GeneratedTable("README.md", "findings").holds(FindingId.table("agent/"));
  }

  @Test
  void findingsPage_listsEveryFinding() throws IOException {
    new GeneratedTable("agent/FINDINGS.md", "findings").holds(FindingId.table(""));
  }

  @Test
  void row_linksToTheSection() {
    assertThat(FindingId.table("agent/"))
        .contains(
            "| [`close-wait`](agent/FINDINGS.md#close-wait) | " + FindingId.CLOSE_WAIT.meaning());
  }
}
