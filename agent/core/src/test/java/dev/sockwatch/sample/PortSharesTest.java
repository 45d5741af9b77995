package dev.sockwatch.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Ports belong to lines: by address where that is known, else by what each line has closed. */
class PortSharesTest {
  private static final CallStack POOL = HandMadeStack.at("Pool", "open", 10);
  private static final CallStack CULPRIT = HandMadeStack.at("Orders", "fetch", 41);

  private final PortShares holders = new PortShares();

  @Test
  void whatIsKnownByAddress_isCountedAtItsLine() {
    add(POOL, 3, 0);
    add(CULPRIT, 0, 9);

    assertThat(holders.view(Map.of(), Map.of(CULPRIT, 9.0), null))
        .containsExactly(new PortShare(CULPRIT, 0, 9, false), new PortShare(POOL, 3, 0, false));
  }

  @Test
  void rest_isSharedOutByCloses() {
    add(CULPRIT, 0, 10);
    add(POOL, 3, 0);
    add(null, 0, 90);

    assertThat(holders.view(Map.of(), Map.of(CULPRIT, 190.0, POOL, 20.0), null))
        .containsExactly(new PortShare(CULPRIT, 0, 91, true), new PortShare(POOL, 3, 9, true));
  }

  @Test
  void moreThanTheLinesHaveClosed_isSomebodyElses() {
    add(POOL, 3, 0);
    add(null, 0, 90);

    assertThat(holders.view(Map.of(), Map.of(POOL, 2.0), POOL))
        .containsExactly(new PortShare(null, 0, 88, false), new PortShare(POOL, 3, 2, true));
  }

  @Test
  void openConnectionThatNobodyAskedYet_isItsLines() {
    add(null, 2, 0);

    assertThat(holders.view(Map.of(POOL, 1.0), Map.of(), null))
        .containsExactlyInAnyOrder(
            new PortShare(POOL, 1, 0, true), new PortShare(null, 1, 0, false));
  }

  @Test
  void whereNothingIsKnown_itIsTheOnlyLineThatConnectsThere() {
    add(null, 1, 7);

    assertThat(holders.view(Map.of(), Map.of(), POOL))
        .containsExactly(new PortShare(POOL, 1, 7, false));
  }

  @Test
  void whereNothingIsKnownOfSeveralLines_nobodyIsNamed() {
    add(null, 0, 7);

    assertThat(holders.view(Map.of(), Map.of(), null))
        .containsExactly(new PortShare(null, 0, 7, false));
  }

  private void add(@Nullable CallStack opening, int open, int timeWait) {
    for (int i = 0; i < open; i++) {
      holders.addOpen(opening);
    }
    for (int i = 0; i < timeWait; i++) {
      holders.addTimeWait(opening);
    }
  }
}
