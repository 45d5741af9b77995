package dev.sockwatch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.report.text.TextReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
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

  @Test
  void newFile_isForItsOwnerAlone() throws IOException {
    written("report.txt");

    assertThat(mode("report.txt")).isEqualTo("rw-------");
  }

  @Test
  void existingFile_keepsItsModeAndItsOwner() throws IOException {
    written("report.txt");
    Path file = folder.resolve("report.txt");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    boolean isRoot = OutputPlace.ownUid() == 0;
    if (isRoot) {
      Files.setAttribute(file, "unix:uid", 65534);
    }
    written("report.txt");

    assertThat(mode("report.txt")).isEqualTo("rw-rw-r--");
    assertThat(Files.getAttribute(file, "unix:uid"))
        .isEqualTo(isRoot ? 65534 : OutputPlace.ownUid());
  }

  @Test
  void fileThatAnotherUserPutThereForAll_isNotKeptOpenToAll() throws IOException {
    assumeTrue(OutputPlace.ownUid() == 0, "only root can give a file away");
    Files.setAttribute(folder, "unix:mode", 01777);
    Path file = Files.createFile(folder.resolve("report.txt"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.setAttribute(file, "unix:uid", 65534);
    written("report.txt");

    assertThat(mode("report.txt")).isEqualTo("rw-------");
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(0);
  }

  @Test
  void linkInItsPlace_isNotWrittenThrough() throws IOException {
    Path others = Files.writeString(folder.resolve("others"), "untouched");
    Path link = Files.createSymbolicLink(folder.resolve("report.txt"), others);

    assertThatThrownBy(() -> new ReportFile(link).write(HandMadeReport.full()))
        .isInstanceOf(IOException.class);
    assertThat(others).hasContent("untouched");
    assertThat(names()).containsExactlyInAnyOrder("others", "report.txt");
  }

  @Test
  void linkOfTheUser_leadsToTheFileThatIsReplaced() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("now.txt"), Path.of("real/a.txt"));
    open(link).write(HandMadeReport.full());

    assertThat(link).isSymbolicLink();
    assertThat(folder.resolve("real/a.txt")).content().startsWith("1 finding");
  }

  @Test
  void folderInItsPlace_leavesNothingBehind() throws IOException {
    Path file = folder.resolve("report.txt");
    Path unused = Files.createDirectories(file.resolve("inside"));

    assertThatThrownBy(() -> new ReportFile(file).write(HandMadeReport.full()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> open(file)).hasMessageStartingWith("there is a directory");
    assertThat(names()).containsExactly("report.txt");
  }

  @Test
  void failureWhileWriting_leavesNothingBehind() {
    ReplacedFile file = new ReplacedFile(folder.resolve("report.txt"), 4711);

    assertThatThrownBy(
            () ->
                file.write(
                    to -> {
                      to.write("half of it");
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void leftoversOfKilledProcesses_areRemoved() throws IOException {
    long dead = 4_194_305; // beyond the kernel's largest number
    long alive = ProcessHandle.current().pid();
    for (long pid : new long[] {dead, alive}) {
      Files.createFile(folder.resolve("report-" + pid + ".json." + pid + ".tmp"));
      Files.createFile(folder.resolve("other.json." + pid + ".tmp"));
    }
    ReportFile unused =
        ReportFile.open(folder.resolve("report-1.json"), Pattern.compile("report-\\d+\\.json"));

    assertThat(names())
        .containsExactlyInAnyOrder(
            "report-" + alive + ".json." + alive + ".tmp",
            "other.json." + dead + ".tmp",
            "other.json." + alive + ".tmp");
  }

  private ReportFile open(Path file) throws IOException {
    return ReportFile.open(file, Pattern.compile("report\\.txt"));
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  private String written(String name) throws IOException {
    Path file = folder.resolve(name);
    new ReportFile(file).write(HandMadeReport.full());
    return Files.readString(file);
  }
}
