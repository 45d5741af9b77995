package dev.sockwatch.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A line of a finding fits into 100 columns, and nothing is lost at its breaks. */
class LineWrapTest {
  @Test
  void lineThatFits_staysOne() {
    String text = "a".repeat(90) + " bcdefghi"; // 99
    assertThat(LineWrap.words("x", 4, text)).containsExactly("x" + text);
  }

  @Test
  void wordBeyondTheLastColumn_beginsTheNextLine() {
    String text = "a".repeat(90) + " bcdefghij";
    assertThat(LineWrap.words("x", 4, text)).containsExactly("x" + "a".repeat(90), "    bcdefghij");
  }

  @Test
  void wordLongerThanALine_staysWhole() {
    String site = "com.example." + "a".repeat(100);
    assertThat(LineWrap.words("  ", 4, "close " + site + " soon"))
        .containsExactly("  close", "    " + site, "    soon");
  }

  @Test
  void items_breakAfterTheComma() {
    List<String> items = List.of("a".repeat(60), "b b".repeat(11), "c=1");
    assertThat(LineWrap.items("- ", 2, items))
        .containsExactly("- " + items.get(0) + ", " + items.get(1) + ",", "  c=1");
  }

  @Test
  void noItems_leaveTheLabel() {
    assertThat(LineWrap.items("    evidence   ", 15, List.of())).containsExactly("    evidence   ");
  }

  @Test
  void doubleSpaces_stay() {
    assertThat(LineWrap.words("", 4, "ERROR close-wait  12 connections"))
        .containsExactly("ERROR close-wait  12 connections");
  }
}
