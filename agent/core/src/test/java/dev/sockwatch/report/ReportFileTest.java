package dev.sockwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.report.text.TextReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The report file is whole at any moment, in the format that its name asks for. */
class ReportFileTest {
  private final Path folder;

  ReportFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.json", "REPORT.JSON", "a.txt.json"})
  void nameThatEndsInJson_isJson(String name) throws IOException {
    String content = written(name);

    assertThat(content)
        .startsWith("{\n  \"schemaVersion\": 1,\n  \"sockwatch\": {\n")
        .endsWith("\n}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.txt", "report", "report.json.txt", "json"})
  void otherName_isText(String name) throws IOException {
    String content = written(name);

    assertThat(content)
        .isEqualTo(String.join("\n", TextReport.lines(HandMadeReport.full())) + "\n");
  }

  @Test
  void file_isReplacedAndNotOverwritten() throws IOException {
    Path file = folder.resolve("report.txt");
    new ReportFile(file).write(HandMadeReport.full());
    String before = Files.readString(file);

    try (InputStream reader = Files.newInputStream(file)) {
      new ReportFile(file).write(HandMadeReport.empty());

      assertThat(new String(reader.readAllBytes(), StandardCharsets.UTF_8))
          .as("what a reader sees that began before")
          .isEqualTo(before);
    }
    assertThat(Files.readString(file)).startsWith("no findings").isNotEqualTo(before);
  }

  @Test
  void nothingElse_isLeftBehind() throws IOException {
    written("report.txt");
    written("report.txt");

    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactly(folder.resolve("report.txt"));
    }
  }

  @Test
  void missingFolders_areMade() throws IOException {
    assertThat(written("a/b/report.txt")).contains("1 finding");
  }

  @Test
  void folderThatCannotBeMade_isNamed() throws IOException {
    Files.writeString(folder.resolve("file"), "no folder");
    ReportFile file = new ReportFile(folder.resolve("file/report.txt"));

    assertThatThrownBy(() -> file.write(HandMadeReport.full()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("file");
  }

  private String written(String name) throws IOException {
    Path file = folder.resolve(name);
    new ReportFile(file).write(HandMadeReport.full());
    return Files.readString(file);
  }
}
