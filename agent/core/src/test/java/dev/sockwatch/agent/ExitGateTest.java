package dev.sockwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
  void threadThatWasNotInterrupted_isNotAfterwards() {
    gate.exit(1);

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }
}
