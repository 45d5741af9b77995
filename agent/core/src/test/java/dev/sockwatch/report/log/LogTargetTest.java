package dev.sockwatch.report.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever logs neither waits nor fails, whatever becomes of the line. */
class LogTargetTest {
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final Path file;

  LogTargetTest(@TempDir Path folder) throws IOException {
    file = folder.resolve("log");
    LogTarget.openFile(file);
    LogTarget.writeBy(
        line -> {
          if (waiting.size() >= 2) {
            throw new RejectedExecutionException("full");
          }
          waiting.add(line);
        });
  }

  @AfterEach
  void writeAtOnce() {
    LogTarget.writeBy(Runnable::run);
    LogTarget.info("what was lost is counted with this line");
  }

  @Test
  void lines_areWrittenByTheWriter() throws IOException {
    LogTarget.info("first");

    assertThat(Files.readString(file)).isEmpty();
    write();
    assertThat(Files.readString(file)).endsWith("sockwatch: first\n");
  }

  @Test
  void linesWithoutRoom_areCounted() throws IOException {
    for (int i = 0; i < 5; i++) {
      LogTarget.info("line " + i);
    }
    write();
    LogTarget.info("last");
    write();

    assertThat(Files.readAllLines(file))
        .hasSize(4)
        .anyMatch(line -> line.contains("3 lines were not logged"));
  }

  @Test
  void writerThatFails_isNobodysBusiness() {
    LogTarget.writeBy(
        line -> {
          throw new OutOfMemoryError("on purpose");
        });

    LogTarget.info("lost");

    assertThat(waiting).isEmpty();
  }

  @Test
  void flush_isFalseWhereNobodyWrites() {
    assertThat(LogTarget.flush(1_000_000)).isFalse();
  }

  @Test
  void interruptedWriter_keepsTheFileOpen() throws IOException {
    LogTarget.info("first");
    LogTarget.info("second");
    Thread.currentThread().interrupt();

    write();

    assertThat(Files.readAllLines(file)).hasSize(2);
  }

  private void write() {
    while (!waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
