package dev.sockwatch.sample;

import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static dev.sockwatch.net.TcpState.CLOSE_WAIT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.FakeSocketList;
import dev.sockwatch.net.TcpState;
import org.junit.jupiter.api.Test;

/** A FIN that nobody has read is one byte of the receive queue; the list costs who asks for it. */
class UnreadFinsTest {
  private final FakeSocketList list =
      new FakeSocketList()
          .has(
              row().state(CLOSE_WAIT).inode(10).unread(0).build(),
              row().state(CLOSE_WAIT).inode(11).unread(1).build(),
              row().state(CLOSE_WAIT).inode(12).unread(701).build(),
              row().state(TcpState.ESTABLISHED).inode(13).unread(700).build());
  private final UnreadFins ends = new UnreadFins(list.source());

  @Test
  void nobodyAsked_nothingIsListed() {
    ends.beginRound();
    ends.beginRound();

    assertThat(list.asked).isEmpty();
  }

  @Test
  void firstQuestion_isAnsweredAtOnce() {
    ends.beginRound();

    assertThat(ends.waits(11)).isTrue();

    assertThat(list.asked).containsExactly("[CLOSE_WAIT] false");
  }

  @Test
  void fin_waitsWhereTheReceiveQueueIsNotEmpty() {
    ends.beginRound();

    assertThat(ends.waits(10)).isFalse();
    assertThat(ends.waits(11)).isTrue();
    assertThat(ends.waits(12)).isTrue();
  }

  @Test
  void socketThatIsNotInCloseWait_isUnknown() {
    ends.beginRound();

    assertThat(ends.waits(13)).isNull();
    assertThat(ends.waits(99)).isNull();
  }

  @Test
  void questionsOfOneRound_areListedOnce() {
    ends.beginRound();
    ends.waits(10);
    ends.waits(11);

    assertThat(list.asked).hasSize(1);
  }

  @Test
  void answer_isOfThisRound() {
    ends.beginRound();
    ends.waits(11);
    list.has(row().state(CLOSE_WAIT).inode(11).unread(0).build());

    ends.beginRound();

    assertThat(ends.waits(11)).isFalse();
    assertThat(ends.waits(12)).isNull();
  }
}
