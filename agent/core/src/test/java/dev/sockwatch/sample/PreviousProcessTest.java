package dev.sockwatch.sample;

import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.TcpState;
import org.junit.jupiter.api.Test;

/** A restarted program does not answer for the connections of its predecessor. */
class PreviousProcessTest {
  private final PreviousProcess life = new PreviousProcess(0L);

  @Test
  void timeWaitFromBeforeTheStart_isNotOurs() {
    // 50 s left of 60: it ended 10 s ago.
    assertThat(life.ended(timeWait(50_000), 9_000)).isTrue();
    assertThat(life.ended(timeWait(50_000), 10_000)).isFalse();
  }

  @Test
  void timeWaitWhoseAgeIsUnknown_isKept() {
    assertThat(life.ended(timeWait(0), 0)).isFalse();
  }

  @Test
  void otherStates_areKept() {
    KernelSocket closing = row().state(TcpState.LAST_ACK).timer(Timer.ON, 200).build();

    assertThat(life.ended(closing, 0)).isFalse();
  }

  @Test
  void connectionOfALongLife_isOurs() {
    assertThat(new PreviousProcess(3_600_000L).ended(timeWait(1))).isFalse();
    assertThat(new PreviousProcess().ended(timeWait(60_000))).isFalse();
  }

  private static KernelSocket timeWait(long millisLeft) {
    return row().state(TcpState.TIME_WAIT).timer(Timer.TIMEWAIT, millisLeft).build();
  }
}
