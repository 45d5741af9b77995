package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A late answer to a small message in several writes is told, and no other. */
class LateAnswersTest {
  private static final int FD = 7;
  private static final long LATE_NANOS = 21_000_000;

  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();

  @BeforeEach
  void accept() {
    table.accepted(owner, FD, SOCKET);
  }

  @Test
  void lateAnswerToTwoWrites_isTold() {
    write(4);
    write(8);
    answerLate();

    Incident late = requireNonNull(table.incidents().poll());
    assertThat(late.kind()).isEqualTo(IncidentKind.ANSWERED_LATE);
    assertThat(late.elapsedNanos()).isGreaterThan(LATE_NANOS - 1);
    assertThat(requireNonNull(socket().writeRun()).smallRuns()).isEqualTo(1);
  }

  @Test
  void endOfInput_isAnAnswerToo() {
    write(4);
    write(8);
    awaitLate();
    table.endOfInput(FD);

    assertThat(table.incidents().poll()).isNotNull();
  }

  @Test
  void oneWrite_isNotHeldByAnybody() {
    write(4);
    answerLate();

    assertThat(table.incidents().poll()).isNull();
    assertThat(socket().writeRun()).isNull();
  }

  @Test
  void writesOfSeveralMessages_areNotInARow() {
    write(4);
    table.received(owner, FD);
    write(8);
    answerLate();

    assertThat(table.incidents().poll()).isNull();
  }

  @Test
  void promptAnswer_isCountedOnly() {
    write(4);
    write(8);
    table.received(owner, FD);

    assertThat(requireNonNull(socket().writeRun()).smallRuns()).isEqualTo(1);
  }

  @Test
  void messageBeyondTheInitialWindow_isNoSign() {
    write(1);
    write(14_000);
    answerLate();

    assertThat(table.incidents().poll()).isNull();
    assertThat(requireNonNull(socket().writeRun()).smallRuns()).isZero();
  }

  @Test
  void noDelay_costsNothing() {
    socket().nagleFree();
    write(4);
    write(8);
    answerLate();

    assertThat(table.incidents().poll()).isNull();
    assertThat(socket().writeRun()).isNull();
  }

  @Test
  void stackOfTheSecondWrite_isTakenWhenAskedFor() {
    CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
    write(4);
    write(8);
    assertThat(writer(stacks)).isNull();

    table.received(owner, FD);
    table.incidents().wantWriters(1);
    write(4);
    assertThat(writer(stacks)).isNull();
    write(8);
    assertThat(writer(stacks)).isNotNull();
  }

  private @Nullable CallStack writer(CallStacks stacks) {
    return requireNonNull(socket().writeRun()).writer(stacks);
  }

  private TrackedSocket socket() {
    return requireNonNull(table.at(FD));
  }

  private void write(long bytes) {
    table.sent(owner, FD, bytes);
  }

  private void answerLate() {
    awaitLate();
    table.received(owner, FD);
  }

  private static void awaitLate() {
    long until = System.nanoTime() + LATE_NANOS;
    while (System.nanoTime() - until < 0) {
      Thread.onSpinWait();
    }
  }
}
