package dev.sockwatch.tests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.report.LibraryRemedies;
import dev.sockwatch.report.LibraryRemedies.Line;
import dev.sockwatch.tests.support.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code that remedies show compiles against the real libraries. */
class RemedyCodeTest {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void code_compiles(@TempDir Path classes) {
    List<SourceText> sources = new ArrayList<>();
    for (Line line : LibraryRemedies.read()) {
      Matcher code = CODE.matcher(line.remedy());
      while (code.find()) {
        sources.add(program("Remedy" + sources.size(), line.context(), code.group(1)));
      }
    }
    assertThat(sources).hasSizeGreaterThan(25);
    assertThat(SourceText.compile(sources, classes)).isEmpty();
  }

  @Test
  void codeThatDoesNotCompile_isSeen(@TempDir Path classes) {
    assertThat(
            SourceText.compile(
                List.of(program("Wrong", "okhttp3.OkHttpClient client", "client.reset()")),
                classes))
        .hasSize(1);
  }

  /** Lines without code name a property or a default, which nothing here can compile. */
  @Test
  void linesWithoutCode_areKnown() {
    Stream<String> without =
        LibraryRemedies.read().stream()
            .filter(line -> !CODE.matcher(line.remedy()).find())
            .map(Line::library)
            .distinct();
    assertThat(without)
        .containsExactlyInAnyOrder(
            "HttpURLConnection", "JDK HttpClient", "JDK HttpServer", "MySQL Connector/J", "pgjdbc");
  }

  private static SourceText program(String name, String context, String code) {
    return new SourceText(
        name,
        "class "
            + name
            + " { static void run("
            + context
            + ") throws Exception { "
            + code
            + "; } }");
  }
}
