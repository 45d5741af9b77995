package dev.sockwatch.snapshot;

import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.stack.HandMadeStack;
import org.junit.jupiter.api.Test;

/** A sample claims what is known, and nothing else. */
class SocketSampleTest {
  @Test
  void idle_isKnownFromTheLastData() {
    SocketSample idle = sample().idleFor(10).build();

    assertThat(idle.isIdleSince(NOW - 9)).isTrue();
    assertThat(idle.isIdleSince(NOW - 10)).as("to the nanosecond").isTrue();
    assertThat(idle.isIdleSince(NOW - 11)).isFalse();
    assertThat(sample().build().isIdleSince(NOW)).as("not known").isFalse();
  }

  @Test
  void sent_isKnownFromTheLastDataSent() {
    SocketSample sender = sample().sentBefore(10).build();

    assertThat(sender.hasSentSince(NOW - 11)).isTrue();
    assertThat(sender.hasSentSince(NOW - 10)).isFalse();
    assertThat(sample().build().hasSentSince(Long.MIN_VALUE / 2)).as("not known").isFalse();
    assertThat(sample().idleFor(1).build().hasSentSince(NOW - 10)).as("received").isFalse();
  }

  @Test
  void silent_isKnownNeverToHaveTransferred() {
    assertThat(sample().everTransferred(false).build().isSilent()).isTrue();
    assertThat(sample().everTransferred(true).build().isSilent()).isFalse();
    assertThat(sample().build().isSilent()).as("not known").isFalse();
  }

  @Test
  void endOfInput_isReadAsTheHookOrTheKernelSaw() {
    assertThat(sample().endOfInputRead().build().isEndOfInputRead()).isTrue();
    assertThat(sample().closeWaitFor(1).endOfInputWaits(false).build().isEndOfInputRead()).isTrue();
    assertThat(sample().closeWaitFor(1).endOfInputWaits(true).build().isEndOfInputRead()).isFalse();
    assertThat(sample().build().isEndOfInputRead()).as("not known").isFalse();
  }

  @Test
  void fieldThatTheKernelDidNotGive_isAbsent() {
    SocketSample closeWait = sample().state(TcpState.CLOSE_WAIT).build();

    assertThat(closeWait.tcp(TcpInfoField.STATE)).hasValue(8);
    assertThat(closeWait.tcp(TcpInfoField.BYTES_RECEIVED)).isEmpty();
    assertThat(sample().stateUnknown().build().tcp(TcpInfoField.STATE)).isEmpty();
  }

  @Test
  void site_isTheBlamedLineOrTheDestination() {
    assertThat(sample().build().site()).isEqualTo(SITE.callSite());
    assertThat(sample().openedAt(HandMadeStack.blamingNobody()).build().site())
        .isEqualTo("192.0.2.7:5432");
    assertThat(sample().unwoven().build().site()).isEqualTo("192.0.2.7:5432");
  }

  @Test
  void group_isRoleDestinationAndSite() {
    assertThat(sample().build().group())
        .isEqualTo(new SocketGroup(Role.CLIENT, "192.0.2.7:5432", SITE.callSite()));
  }
}
