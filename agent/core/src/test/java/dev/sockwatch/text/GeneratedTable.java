package dev.sockwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a documentation page that the code generates, between two comments that name it. With
 * {@code -Dsockwatch.pages=write} the page is brought up to date, otherwise it must be so already.
 */
public final class GeneratedTable {
  private final Path page;
  private final String begin;
  private final String end;

  /**
   * @param page relative to the top of the repository
   */
  public GeneratedTable(String page, String name) {
    this.page = Path.of("../..").resolve(page);
    this.begin = "<!-- generated: " + name + " -->\n";
    this.end = "\n<!-- end: " + name + " -->\n";
  }

  public void holds(String generated) throws IOException {
    if ("write".equals(System.getProperty("sockwatch.pages"))) {
      Files.writeString(page, replacedIn(Files.readString(page), generated));
    }
    assertThat(shownIn(Files.readString(page)))
        .as("%s: run the tests *PageTest with -Dsockwatch.pages=write", page)
        .isEqualTo(generated.strip());
  }

  String shownIn(String text) {
    return text.substring(beginIn(text), endIn(text)).strip();
  }

  String replacedIn(String text, String generated) {
    return text.substring(0, beginIn(text))
        + "\n"
        + generated.strip()
        + "\n"
        + text.substring(endIn(text));
  }

  private int beginIn(String text) {
    int at = text.indexOf(begin);
    assertThat(at).as("%s has no line %s", page, begin).isNotNegative();
    return at + begin.length();
  }

  private int endIn(String text) {
    int at = text.indexOf(end, beginIn(text));
    assertThat(at).as("%s has no line %s", page, end.strip()).isNotNegative();
    return at;
  }
}
