package dev.sockwatch.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.report.HandMadeReport;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a JVM answers, which may be anybody's, is an answer or refused. */
class AnswerProperties {
  private static final String END = "\n#end\n";
  private static Path file = Path.of("");

  @BeforeContainer
  static void makeFile() throws IOException {
    file = Files.createTempFile("answer", "");
  }

  @AfterContainer
  static void deleteFile() throws IOException {
    Files.delete(file);
  }

  @Property
  void bytes_areAnAnswerOrRefused(@ForAll byte[] bytes) throws IOException {
    Files.write(file, bytes);
    assertRead();
    Files.write(
        file,
        (new String(bytes, StandardCharsets.ISO_8859_1) + END).getBytes(StandardCharsets.UTF_8));
    assertRead();
  }

  @Property
  void valuesInPlaceOfOthers_areAnAnswerOrRefused(
      @ForAll("places") int place, @ForAll("json") String json) throws IOException {
    new Answer("0", "/jar", 1, true, 1, "done", true, HandMadeReport.full()).write(file);
    String text = Files.readString(file);
    int colon = text.indexOf(':', place % text.length());
    int comma = text.indexOf(',', colon + 1);
    if (colon > 0 && comma > 0) {
      Files.writeString(file, text.substring(0, colon + 1) + json + text.substring(comma));
    }
    assertRead();
  }

  @Property
  void parts_mayBeMissing(@ForAll("places") int from, @ForAll("places") int length)
      throws IOException {
    new Answer("0", "/jar", 1, true, 1, "done", true, HandMadeReport.full()).write(file);
    String text = Files.readString(file);
    int start = from % text.length();
    int end = Math.min(text.length() - END.length(), start + length % 200);
    Files.writeString(file, end < start ? text : text.substring(0, start) + text.substring(end));
    assertRead();
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 50_000);
  }

  @Provide
  Arbitrary<String> json() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "null", "{}", "[]", "[null]", "\"x\"", "-1", "1e999", "true", "{\"a\":[{}]}"),
        Arbitraries.integers().between(1, 3000).map("["::repeat),
        Arbitraries.longs().map(String::valueOf));
  }

  private static void assertRead() {
    try (FileChannel channel = FileChannel.open(file)) {
      Answer answer = Answer.read(channel);
      assertThat(answer == null || answer.toString() != null).isTrue();
    } catch (IOException e) {
      assertThat(String.valueOf(e.getMessage())).hasSizeLessThan(2000);
    }
  }
}
