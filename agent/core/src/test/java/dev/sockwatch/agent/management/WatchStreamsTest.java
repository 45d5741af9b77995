package dev.sockwatch.agent.management;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.control.Answer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream answers at its interval as long as somebody reads. */
class WatchStreamsTest {
  private static final long SECOND = 1_000_000_000L;

  private final Path folder;
  private final WatchStreams streams = new WatchStreams();
  private final CountingOperations desk = new CountingOperations();

  WatchStreamsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void answers_comeAtTheIntervalAndAreNumbered() throws IOException {
    Path result = result();
    streams.add(result, SECOND, 0);

    streams.serve(desk, 0);
    assertThat(number(result)).isEqualTo(1);
    streams.serve(desk, SECOND - 1);
    assertThat(number(result)).isEqualTo(1);
    streams.serve(desk, SECOND);
    assertThat(number(result)).isEqualTo(2);
    assertThat(desk.reports).isEqualTo(2);
  }

  @Test
  void pause_lastsUntilTheNextAnswer() throws IOException {
    assertThat(streams.pauseNanos(5, 100)).isEqualTo(100);
    streams.add(result(), SECOND, 0);
    assertThat(streams.pauseNanos(0, 100)).isZero();

    streams.serve(desk, 0);

    assertThat(streams.pauseNanos(1, 5 * SECOND)).isEqualTo(SECOND - 1);
    assertThat(streams.pauseNanos(2 * SECOND, 5 * SECOND)).isZero();
  }

  @Test
  void fileThatIsGone_endsTheStream() throws IOException {
    Path result = result();
    streams.add(result, SECOND, 0);
    Files.delete(result);

    streams.serve(desk, 0);

    assertThat(streams.pauseNanos(SECOND, 77)).isEqualTo(77);
    assertThat(result).doesNotExist();
  }

  @Test
  void answerThatNobodyReads_endsTheStream() throws IOException {
    streams.add(result(), SECOND, 0);

    for (int i = 0; i < 100; i++) {
      streams.serve(desk, i * SECOND);
    }

    assertThat(desk.reports).isEqualTo(31);
  }

  @Test
  void reportThatFails_endsTheStreams() throws IOException {
    streams.add(result(), SECOND, 0);
    desk.failure = new IllegalStateException("no report");

    assertThatThrownBy(() -> streams.serve(desk, 0)).isSameAs(desk.failure);

    assertThat(streams.pauseNanos(SECOND, 77)).isEqualTo(77);
  }

  @Test
  void reader_keepsTheStreamAlive() throws IOException {
    Path result = result();
    streams.add(result, SECOND, 0);

    for (int i = 0; i < 100; i++) {
      streams.serve(desk, i * SECOND);
      Files.write(result, new byte[0]);
    }

    assertThat(desk.reports).isEqualTo(100);
  }

  private Path result() throws IOException {
    return Files.createFile(folder.resolve("answer"));
  }

  private static int number(Path result) throws IOException {
    try (FileChannel channel = FileChannel.open(result)) {
      return requireNonNull(Answer.read(channel)).number();
    }
  }
}
