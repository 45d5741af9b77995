package dev.sockwatch.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A connection that has ended belongs to the line that opened it, as long as TIME_WAIT lasts. */
class TimeWaitOwnersTest {
  private static final Endpoint REMOTE = Endpoint.ofIpv4(0xc0000207, 5432);
  private static final long SECOND = 1_000_000_000L;
  private static final CallStack POOL = HandMadeStack.at("Pool", "open", 10);
  private static final CallStack CULPRIT = HandMadeStack.at("Orders", "fetch", 41);

  private final TimeWaitOwners ended = new TimeWaitOwners();

  @Test
  void connection_isFoundByBothItsEnds() {
    ended.ended(own(1), REMOTE, POOL, 0);
    ended.ended(own(2), REMOTE, CULPRIT, 0);

    assertThat(ended.openingOf(own(1), REMOTE)).isSameAs(POOL);
    assertThat(ended.openingOf(own(2), REMOTE)).isSameAs(CULPRIT);
    assertThat(ended.openingOf(own(3), REMOTE)).isNull();
    assertThat(ended.openingOf(own(1), Endpoint.ofIpv4(0xc0000207, 80))).isNull();
  }

  @Test
  void portThatIsUsedAgain_belongsToTheLastLine() {
    ended.ended(own(1), REMOTE, POOL, 0);
    ended.ended(own(1), REMOTE, CULPRIT, 5 * SECOND);
    ended.beginRound(61 * SECOND);

    assertThat(ended.openingOf(own(1), REMOTE)).isSameAs(CULPRIT);
  }

  @Test
  void connection_isForgottenWithItsTimeWait() {
    ended.ended(own(1), REMOTE, POOL, SECOND);
    ended.closedFirst(REMOTE, POOL, SECOND, 1);

    ended.beginRound(61 * SECOND);
    assertThat(ended.openingOf(own(1), REMOTE)).isSameAs(POOL);
    assertThat(ended.closedSince(REMOTE, 0)).containsEntry(POOL, 1.0);

    ended.beginRound(61 * SECOND + 1);
    assertThat(ended.openingOf(own(1), REMOTE)).isNull();
    assertThat(ended.closedSince(REMOTE, 0)).isEmpty();
  }

  @Test
  void ofMoreThanFit_theOldestAreForgotten() {
    for (int port = 0; port <= TimeWaitOwners.MAX_PAIRS; port++) {
      ended.ended(own(port), REMOTE, CULPRIT, port);
    }

    assertThat(ended.openingOf(own(0), REMOTE)).isNull();
    assertThat(ended.openingOf(own(1), REMOTE)).isSameAs(CULPRIT);
    assertThat(ended.openingOf(own(TimeWaitOwners.MAX_PAIRS), REMOTE)).isSameAs(CULPRIT);
  }

  @Test
  void closes_areCountedByDestinationAndLine() {
    CallStack otherWay = HandMadeStack.at("Orders", "fetch", 41);
    ended.closedFirst(REMOTE, CULPRIT, SECOND, 2.5);
    ended.closedFirst(REMOTE, otherWay, SECOND + 1, 3);
    ended.closedFirst(REMOTE, CULPRIT, 9 * SECOND, 1);
    ended.closedFirst(REMOTE, POOL, 2 * SECOND, 1);
    ended.closedFirst(Endpoint.ofIpv4(0xc0000207, 80), POOL, SECOND, 7);

    assertThat(ended.closedSince(REMOTE, 0))
        .containsOnly(Map.entry(CULPRIT, 6.5), Map.entry(POOL, 1.0));
    assertThat(ended.closedSince(REMOTE, 5 * SECOND)).containsOnlyKeys(CULPRIT);
  }

  @Test
  void onlyLineThatCloses_isKnown() {
    assertThat(ended.onlyCloser(REMOTE)).isNull();
    ended.closedFirst(REMOTE, CULPRIT, SECOND, 1);
    ended.closedFirst(Endpoint.ofIpv4(0xc0000207, 80), POOL, SECOND, 1);
    assertThat(ended.onlyCloser(REMOTE)).isSameAs(CULPRIT);
    ended.closedFirst(REMOTE, POOL, SECOND, 1);
    assertThat(ended.onlyCloser(REMOTE)).isNull();
  }

  private static Endpoint own(int port) {
    return Endpoint.ofIpv4(0xc0000201, 10_000 + port);
  }
}
