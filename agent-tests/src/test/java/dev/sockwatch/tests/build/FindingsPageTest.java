package dev.sockwatch.tests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.FindingId;
import dev.sockwatch.tests.support.SourceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** agent/FINDINGS.md explains every finding, and the code in it compiles. */
class FindingsPageTest {
  private static final Path PAGE = Path.of("../agent/FINDINGS.md");

  /** What the code on the page may use without saying so. */
  private static final String IMPORTS =
      Stream.of(
              "java.io",
              "java.net",
              "java.net.http",
              "java.net.http.HttpResponse",
              "java.nio",
              "java.nio.channels",
              "java.time",
              "java.util",
              "java.util.concurrent")
          .map(name -> "import " + name + ".*;")
          .collect(Collectors.joining(" "));

  private static final String PARAMETERS =
      "String host, int port, URI uri, byte[] header, byte[] body, byte[] message";

  @Test
  void everyFinding_hasOneSection() throws IOException {
    List<String> sections = lines("## ");
    assertThat(sections)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(FindingId.values()).map(FindingId::word).toList());
    for (FindingId id : FindingId.values()) {
      assertThat(Path.of("../agent", id.documentation().split("#", -1)[0])).exists();
      assertThat(id.documentation()).endsWith("#" + id.word());
    }
  }

  @Test
  void everySection_tellsTcpAndHowToConfirmAndFix() throws IOException {
    String text = Files.readString(PAGE);
    for (FindingId id : FindingId.values()) {
      int begin = text.indexOf("\n## " + id.word() + "\n");
      int next = text.indexOf("\n## ", begin + 1);
      String section = text.substring(begin, next < 0 ? text.indexOf("\n# Recipes") : next);
      assertThat(section).as(id.word()).contains("**TCP.**", "**Confirm.**", "**Fix.**");
    }
  }

  @Test
  void everyLink_leadsToASection() throws IOException {
    Set<String> targets = new TreeSet<>();
    for (String level : List.of("# ", "## ", "### ")) {
      lines(level).forEach(t -> targets.add(t.toLowerCase(Locale.ROOT).replace(' ', '-')));
    }
    String text = Files.readString(PAGE);
    List<String> links = new ArrayList<>();
    for (int at = text.indexOf("](#"); at >= 0; at = text.indexOf("](#", at + 1)) {
      links.add(text.substring(at + 3, text.indexOf(')', at)));
    }
    assertThat(links).isNotEmpty().isSubsetOf(targets);
  }

  @Test
  void code_compiles(@TempDir Path classes) throws IOException {
    List<List<String>> blocks = javaBlocks();
    assertThat(blocks).hasSizeGreaterThan(15);
    List<SourceText> sources = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      sources.add(new SourceText("Snippet" + i, program("Snippet" + i, blocks.get(i))));
    }
    assertThat(SourceText.compile(sources, classes)).isEmpty();
  }

  @Test
  void codeThatDoesNotCompile_isSeen(@TempDir Path classes) {
    SourceText wrong = new SourceText("Wrong", program("Wrong", List.of("host.close();")));
    assertThat(SourceText.compile(List.of(wrong), classes)).hasSize(1);
  }

  private static String program(String name, List<String> block) {
    String imports =
        block.stream().filter(l -> l.startsWith("import ")).collect(Collectors.joining(" "));
    String statements =
        block.stream().filter(l -> !l.startsWith("import ")).collect(Collectors.joining("\n"));
    return IMPORTS
        + imports
        + " class "
        + name
        + " { static void run("
        + PARAMETERS
        + ") throws Exception {\n"
        + statements
        + "\n} }";
  }

  private static List<List<String>> javaBlocks() throws IOException {
    List<List<String>> blocks = new ArrayList<>();
    List<String> inside = null;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.equals("```java")) {
        inside = new ArrayList<>();
        blocks.add(inside);
      } else if (line.equals("```")) {
        inside = null;
      } else if (inside != null) {
        inside.add(line);
      }
    }
    return blocks;
  }

  /** The headings of one level. */
  private static List<String> lines(String level) throws IOException {
    return Files.readAllLines(PAGE).stream()
        .filter(l -> l.startsWith(level))
        .map(l -> l.substring(level.length()))
        .toList();
  }
}
