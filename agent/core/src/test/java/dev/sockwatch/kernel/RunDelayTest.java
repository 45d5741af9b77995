package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a thread has waited for a CPU is known to others, or 0. */
class RunDelayTest {
  private final RunDelay delay = new RunDelay();

  @Test
  void threadThatIsNotKnown_hasNotWaited() {
    assertThat(delay.getAsLong()).isZero();
  }

  @Test
  void delay_onlyGrows() {
    delay.ofThisThread();

    long before = delay.getAsLong();
    assertThat(delay.getAsLong()).isGreaterThanOrEqualTo(before);
  }
}
