package dev.sockwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What cannot wait for the next round reaches the sampler at once, and once. */
@Timeout(30)
class LifecycleTest {
  private static final long FOR_EVER = TimeUnit.HOURS.toNanos(1);

  private final Lifecycle lifecycle = new Lifecycle();

  @Test
  void exhaustedDescriptors_areDumpedOnce() throws InterruptedException {
    assertThat(lifecycle.takeDump()).isFalse();

    lifecycle.descriptorsExhausted();

    assertThat(lifecycle.gate().pause(FOR_EVER)).as("woken").isFalse();
    assertThat(lifecycle.takeDump()).isTrue();
    assertThat(lifecycle.takeDump()).isFalse();
    lifecycle.descriptorsExhausted();
    assertThat(lifecycle.takeDump()).isFalse();
  }

  @Test
  void exhaustion_isRememberedForAWindow() {
    assertThat(lifecycle.exhaustedWithin(FOR_EVER)).isFalse();

    lifecycle.descriptorsExhausted();

    assertThat(lifecycle.exhaustedWithin(0)).as("not told yet").isTrue();
    assertThat(lifecycle.takeDump()).isTrue();
    assertThat(lifecycle.exhaustedWithin(FOR_EVER)).isTrue();
    assertThat(lifecycle.exhaustedWithin(0)).isFalse();
  }

  @Test
  void endOfTheJvm_reachesTheSampler() throws InterruptedException {
    lifecycle.gate().finished();

    lifecycle.exiting();

    assertThat(lifecycle.gate().pause(FOR_EVER)).isTrue();
  }

  @Test
  void start_isNow() {
    assertThat(lifecycle.startedAtMillis())
        .isBetween(System.currentTimeMillis() - 30_000, System.currentTimeMillis());
  }
}
