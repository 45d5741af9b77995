package dev.sockwatch.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger has chosen does nothing but show itself. */
class PrintableTextTest {
  @Test
  void controlCharacters_standAsEscapes() {
    assertThat(PrintableText.of("a\nb\r\tc\u001b[2J\u0007\u0000\u007f\u009b1m"))
        .isEqualTo("a\\nb\\r\\tc\\u001b[2J\\u0007\\u0000\\u007f\\u009b1m");
  }

  @Test
  void directionAndInvisibleCharacters_standAsEscapes() {
    assertThat(PrintableText.of("a\u202eb\u2066c\u200bd\u2028e\ufefff"))
        .isEqualTo("a\\u202eb\\u2066c\\u200bd\\u2028e\\ufefff");
    assertThat(PrintableText.of("\udb40\udc41")).as("a tag character").isEqualTo("\\udb40\\udc41");
  }

  @Test
  void halfACharacter_standsAsEscape() {
    assertThat(PrintableText.of("a\ud83d")).isEqualTo("a\\ud83d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "com.acme.Orders.<init>(Orders.java:41)",
        "b\u00fccher.example",
        "\u6771\u4eac",
        "\ud83d\ude00"
      })
  void text_isTheSameObject(String text) {
    assertThat(PrintableText.of(text)).isSameAs(text);
  }

  @Test
  void replacedText_isLeftAlone() {
    String once = PrintableText.of("a\nb\\c");

    assertThat(PrintableText.of(once)).isSameAs(once);
  }

  @Test
  void lists_areTheSameWhereNothingIsReplaced() {
    List<String> clean = List.of("a", "b");

    assertThat(PrintableText.ofAll(clean)).isSameAs(clean);
    assertThat(PrintableText.ofAll(List.of("a", "b\n"))).containsExactly("a", "b\\n");
  }
}
