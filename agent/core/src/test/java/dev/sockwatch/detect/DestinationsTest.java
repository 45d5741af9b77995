package dev.sockwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A finding about several destinations names the most frequent one. */
class DestinationsTest {
  @Test
  void oneDestination_isNamed() {
    assertThat(SiteGroups.destination(List.of("a:1", "a:1"))).isEqualTo("a:1");
  }

  @Test
  void others_areCounted() {
    assertThat(SiteGroups.destination(List.of("a:1", "b:1", "b:1"))).isEqualTo("b:1 and 1 other");
    assertThat(SiteGroups.destination(List.of("a:1", "b:1", "c:1", "a:1")))
        .isEqualTo("a:1 and 2 others");
  }

  @Test
  void equallyFrequentOnes_areNamedInAFixedOrder() {
    assertThat(SiteGroups.destination(List.of("a:1", "b:1")))
        .isEqualTo(SiteGroups.destination(List.of("b:1", "a:1")));
  }
}
