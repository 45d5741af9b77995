package dev.sockwatch.snapshot;

import static dev.sockwatch.snapshot.SampleBuilder.OTHER_SITE;
import static dev.sockwatch.snapshot.SampleBuilder.SITE;
import static dev.sockwatch.snapshot.SampleBuilder.accepted;
import static dev.sockwatch.snapshot.SampleBuilder.sample;
import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;
import static dev.sockwatch.snapshot.SnapshotBuilder.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.GroupCounts.Heads;
import dev.sockwatch.stack.HandMadeStack;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Head counts are by role, destination and line. */
class GroupCountsTest {
  private static final String REMOTE = "192.0.2.7:5432";

  @Test
  void sockets_areCountedByGroup() {
    GroupCounts census =
        GroupCounts.of(
            snapshot()
                .sockets(sample().times(3))
                .sockets(sample().openedAt(OTHER_SITE).build())
                .sockets(sample().to("192.0.2.8:5432").build())
                .sockets(sample().openedAt(HandMadeStack.blamingNobody()).build())
                .build());

    assertThat(census.atNanos()).isEqualTo(NOW);
    assertThat(census.of(group(REMOTE, SITE.callSite()))).isEqualTo(new Heads(3, 0, 0));
    assertThat(census.of(group(REMOTE, OTHER_SITE.callSite()))).isEqualTo(new Heads(1, 0, 0));
    assertThat(census.of(group("192.0.2.8:5432", SITE.callSite()))).isEqualTo(new Heads(1, 0, 0));
    assertThat(census.of(group(REMOTE, REMOTE)))
        .as("where no line can be blamed")
        .isEqualTo(new Heads(1, 0, 0));
  }

  @Test
  void groupThatWasNotThere_hasNoHeads() {
    assertThat(GroupCounts.of(snapshot().build()).of(group("a", "b")))
        .isEqualTo(new Heads(0, 0, 0));
  }

  @Test
  void closeWaitWithoutARead_isCounted() {
    GroupCounts census =
        GroupCounts.of(
            snapshot()
                .sockets(sample().closeWaitFor(seconds(1)).times(2))
                .sockets(sample().closeWaitFor(seconds(1)).endOfInputRead().build())
                .build());

    assertThat(census.of(group(REMOTE, SITE.callSite()))).isEqualTo(new Heads(3, 2, 0));
  }

  @Test
  void closeWaitWhoseReadTheKernelSaw_isNotCounted() {
    SampleBuilder adopted = sample().unwoven().closeWaitFor(seconds(1));
    GroupCounts census =
        GroupCounts.of(
            snapshot()
                .sockets(adopted.build())
                .sockets(adopted.endOfInputWaits(true).times(2))
                .sockets(adopted.endOfInputWaits(false).build())
                .build());

    assertThat(census.of(adopted.build().group())).isEqualTo(new Heads(4, 3, 0));
  }

  @Test
  void acceptedWithoutAByte_isCounted() {
    GroupCounts census =
        GroupCounts.of(
            snapshot()
                .sockets(accepted().everTransferred(false).times(2))
                .sockets(accepted().everTransferred(true).build())
                .sockets(accepted().build())
                .sockets(sample().everTransferred(false).build())
                .build());

    assertThat(census.of(accepted().build().group())).isEqualTo(new Heads(4, 0, 2));
    assertThat(census.of(sample().build().group())).isEqualTo(new Heads(1, 0, 0));
  }

  @Test
  void descriptors_areKept() {
    HostSample host = new HostSample(OptionalLong.of(12), OptionalLong.of(1024), false);

    assertThat(GroupCounts.of(snapshot().host(host).build()).openDescriptors()).hasValue(12);
    assertThat(GroupCounts.of(snapshot().build()).openDescriptors()).isEmpty();
  }

  private static SocketGroup group(String destination, String site) {
    return new SocketGroup(Role.CLIENT, destination, site);
  }
}
