package dev.sockwatch.sample;

import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.TcpState;
import org.junit.jupiter.api.Test;

/** A restarted program does not answer for the connections of its predecessor. */
class PreviousProcessTest {
  private static final long STARTED = 1_000_000;

  private final PreviousProcess life = new PreviousProcess(STARTED);

  @Test
  void timeWaitFromBeforeTheStart_isNotOurs() {
    // 50 s left of 60: it ended 10 s ago.
    assertThat(life.ended(timeWait(50_000), STARTED + 9_000)).isTrue();
    assertThat(life.ended(timeWait(50_000), STARTED + 10_000)).isFalse();
  }

  @Test
  void timeWaitWhoseAgeIsUnknown_isKept() {
    assertThat(life.ended(timeWait(0), STARTED)).isFalse();
  }

  @Test
  void otherStates_areKept() {
    KernelSocket closing = row().state(TcpState.LAST_ACK).timer(Timer.ON, 200).build();

    assertThat(life.ended(closing, STARTED)).isFalse();
  }

  private static KernelSocket timeWait(long millisLeft) {
    return row().state(TcpState.TIME_WAIT).timer(Timer.TIMEWAIT, millisLeft).build();
  }
}
