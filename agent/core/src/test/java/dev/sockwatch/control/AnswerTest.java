package dev.sockwatch.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.report.HandMadeReport;
import dev.sockwatch.report.json.UniqueNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An answer arrives whole or not at all. */
class AnswerTest {
  private final Path folder;

  AnswerTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void answer_isReadAsItWasWritten() throws IOException {
    Path file = Files.createFile(folder.resolve("answer"));
    Answer answer = answer("now watching");

    answer.write(file);

    assertThat(read(file)).isEqualTo(answer);
    UniqueNames.check(Files.readString(file).replace("#end", ""));
  }

  @Test
  void shorterAnswer_replacesTheLonger() throws IOException {
    Path file = Files.createFile(folder.resolve("answer"));
    answer("a long message, longer than the next").write(file);
    answer("short").write(file);

    assertThat(read(file)).isEqualTo(answer("short"));
  }

  @Test
  void incompleteAnswer_isNone() throws IOException {
    Path file = Files.createFile(folder.resolve("answer"));
    assertThat(read(file)).isNull();

    answer("now watching").write(file);
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 1));

    assertThat(read(file)).isNull();
  }

  @Test
  void fileThatNobodyMade_isNotMade() {
    Path file = folder.resolve("answer");

    assertThatThrownBy(() -> answer("x").write(file)).isInstanceOf(NoSuchFileException.class);
    assertThat(file).doesNotExist();
  }

  @Test
  void somethingElse_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("answer"), "[]\n#end\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("no answer of this version");
  }

  @Test
  void answerWithoutItsTexts_isNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("answer"), "{}\n#end\n");

    assertThatThrownBy(() -> read(file)).hasMessageStartingWith("no answer of this version");
  }

  @Test
  void moreThanAnyReportHas_isNotReadIntoMemory() throws IOException {
    Path file = Files.createFile(folder.resolve("answer"));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer end = ByteBuffer.wrap("\n#end\n".getBytes(StandardCharsets.UTF_8));
      int unused = channel.write(end, 64L << 30); // a sparse file takes no room
    }

    assertThat(read(file)).isNull();
  }

  @Test
  void linkInPlaceOfTheFile_isNotWrittenThrough() throws IOException {
    Path others = Files.writeString(folder.resolve("others"), "untouched");
    Path file = Files.createSymbolicLink(folder.resolve("answer"), others);

    assertThatThrownBy(() -> answer("x").write(file)).isInstanceOf(NoSuchFileException.class);
    assertThat(others).hasContent("untouched");
  }

  @Test
  void controlCharacters_areShown() {
    assertThat(answer("done\n\u001b[2J").message()).isEqualTo("done\\n\\u001b[2J");
  }

  private static @Nullable Answer read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return Answer.read(channel);
    }
  }

  private static Answer answer(String message) {
    return new Answer(
        "0.1.0",
        "/opt/agent.jar",
        1_700_000_000_000L,
        true,
        1,
        message,
        true,
        HandMadeReport.full());
  }
}
