package dev.sockwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of the JVM waits for the last report, but not for ever. */
@Timeout(30)
class ExitGateTest {
  private static final long FOR_EVER = TimeUnit.HOURS.toNanos(1);

  private final ExitGate gate = new ExitGate();
  private final ExecutorService other = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    other.shutdownNow();
    assertThat(Thread.interrupted()).as("left over by a test").isFalse();
  }

  @Test
  void pause_endsAfterItsTime() throws InterruptedException {
    long began = System.nanoTime();

    assertThat(gate.pause(5_000_000)).isFalse();

    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(5_000_000);
  }

  @Test
  void noPause_doesNotWait() throws InterruptedException {
    assertThat(gate.pause(0)).isFalse();
    assertThat(gate.pause(-1)).isFalse();
  }

  @Test
  void wake_endsOnePauseEarly() throws InterruptedException {
    gate.wake();
    assertThat(gate.pause(FOR_EVER)).isFalse();

    long began = System.nanoTime();
    assertThat(gate.pause(5_000_000)).isFalse();
    assertThat(System.nanoTime() - began).as("the next one").isGreaterThanOrEqualTo(5_000_000);
  }

  @Test
  void wakeWhilePausing_endsThePause() throws Exception {
    Future<Boolean> pause = other.submit(() -> gate.pause(FOR_EVER));

    gate.wake();

    assertThat(pause.get()).isFalse();
  }

  @Test
  void exit_endsEveryPause() throws InterruptedException {
    gate.exit(0);

    assertThat(gate.pause(FOR_EVER)).isTrue();
    assertThat(gate.pause(FOR_EVER)).isTrue();
  }

  @Test
  void exit_waitsForTheLastReport() throws Exception {
    Future<?> exit = other.submit(() -> gate.exit(FOR_EVER));
    assertThat(gate.pause(FOR_EVER)).isTrue();
    assertThat(exit.isDone()).isFalse();

    gate.finished();

    exit.get();
  }

  @Test
  void exit_waitsNoLongerThanItsBound() {
    long began = System.nanoTime();

    gate.exit(5_000_000);

    assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(5_000_000);
  }

  @Test
  void exitAfterTheLastReport_doesNotWait() {
    gate.finished();

    gate.exit(FOR_EVER);
    gate.exit(FOR_EVER);
  }

  @Test
  void interruptedThread_waitsAndKeepsItsFlag() throws Exception {
    Future<Boolean> exit =
        other.submit(
            () -> {
              Thread.currentThread().interrupt();
              gate.exit(FOR_EVER);
              return Thread.interrupted();
            });
    assertThat(gate.pause(FOR_EVER)).isTrue();
    assertThat(exit.isDone()).isFalse();

    gate.finished();

    assertThat(exit.get()).isTrue();
  }

  @Test
  void interruptedPause_goesOn() throws Exception {
    Future<Boolean> pause =
        other.submit(
            () -> {
              Thread.currentThread().interrupt();
              boolean exiting = gate.pause(5_000_000);
              return exiting || Thread.interrupted();
            });

    assertThat(pause.get()).as("ends after its time, the flag is cleared").isFalse();
  }

  @Test
  void secondExit_waitsForTheSameDeadline() {
    gate.exit(5_000_000);

    gate.exit(FOR_EVER);

    assertThat(gate.leftNanos()).isNotPositive();
  }

  @Test
  void timeWithoutACpu_isNotCounted() throws Exception {
    AtomicLong waited = new AtomicLong(40_000_000_000L); // before the end: does not matter
    ExitGate starving = new ExitGate(waited::get);
    Future<?> exit = other.submit(() -> starving.exit(5_000_000));
    assertThat(starving.pause(FOR_EVER)).isTrue();
    waited.addAndGet(40_000_000_000L);

    assertThat(starving.leftNanos()).as("bounded").isBetween(1L, 7_000_000_000L);
    starving.finished();

    exit.get();
  }

  @Test
  void collection_isNotCounted() throws Exception {
    Future<?> exit = other.submit(() -> gate.exit(50_000_000));
    assertThat(gate.pause(FOR_EVER)).isTrue();

    gate.uncounted(() -> assertThat(gate.leftNanos()).isGreaterThan(5_000_000_000L));

    assertThat(gate.leftNanos()).isLessThanOrEqualTo(50_000_000);
    exit.get();
  }

  @Test
  void whileNobodyEndsTheJvm_thereIsTime() {
    assertThat(gate.leftNanos()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void threadThatWasNotInterrupted_isNotAfterwards() {
    gate.exit(1);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
