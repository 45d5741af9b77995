package dev.sockwatch.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** A generated part is found by its comments, and nothing else on the page changes. */
class GeneratedTableTest {
  private static final GeneratedTable TABLE = new GeneratedTable("page.md", "words");
  private static final String PAGE =
      "# Page\n\n<!-- generated: words -->\n\n| old |\n\n<!-- end: words -->\n\nThe end.\n";

  @Test
  void part_isBetweenItsComments() {
    assertThat(TABLE.shownIn(PAGE)).isEqualTo("| old |");
  }

  @Test
  void replacedPart_leavesTheRest() {
    String written = TABLE.replacedIn(PAGE, "| new |\n");
    assertThat(written).isEqualTo(PAGE.replace("old", "new"));
    assertThat(TABLE.replacedIn(written, "| new |\n")).isEqualTo(written);
  }

  @Test
  void pageWithoutTheComments_isRefused() {
    assertThatThrownBy(() -> TABLE.shownIn("# Page\n")).isInstanceOf(AssertionError.class);
  }
}
