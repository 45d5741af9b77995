package dev.sockwatch.agent.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.sockwatch.api.SocketGroupView;
import dev.sockwatch.snapshot.SampleBuilder;
import dev.sockwatch.snapshot.SocketSample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of very many sockets a report lists the oldest of each group, and counts all. */
class ListingTest {
  private final List<SocketSample> open = new ArrayList<>();

  private void add(String destination, int number) {
    for (int i = 0; i < number; i++) {
      open.add(SampleBuilder.sample().to(destination).build());
    }
  }

  @Test
  void socketsThatFit_areListedAll() {
    add("a", 3);
    add("b", 2);

    Listing listing = Listing.of(open, 5);

    assertThat(listing.sockets()).hasSize(5);
    assertThat(listing.groups()).extracting(SocketGroupView::listed).containsExactly(3L, 2L);
  }

  @Test
  void smallGroup_isNotHiddenBehindALargeOne() {
    add("pool", 9_000);
    add("leak", 50);

    Listing listing = Listing.of(open, 2_000);

    assertThat(listing.sockets()).hasSize(2_000);
    assertThat(listing.groups())
        .extracting(SocketGroupView::destination, SocketGroupView::count, SocketGroupView::listed)
        .containsExactly(tuple("pool", 9_000L, 1_950L), tuple("leak", 50L, 50L));
  }

  @Test
  void listedSockets_areTheOldestOfTheirGroup() {
    add("a", 4);

    assertThat(Listing.of(open, 2).sockets()).isEqualTo(open.subList(0, 2));
  }

  @Test
  void moreGroupsThanRoom_listsNoMoreThanThereIs() {
    for (int i = 0; i < 1_200; i++) {
      add("host" + i, 2);
    }

    Listing listing = Listing.of(open, 100);

    assertThat(listing.sockets()).hasSize(100);
    assertThat(listing.groups()).hasSize(1_001);
    assertThat(listing.groups().stream().mapToLong(SocketGroupView::count).sum()).isEqualTo(2_400);
  }

  @Test
  void noRoom_countsOnly() {
    add("a", 3);

    Listing listing = Listing.of(open, 0);

    assertThat(listing.sockets()).isEmpty();
    assertThat(listing.groups()).singleElement().extracting(SocketGroupView::count).isEqualTo(3L);
  }
}
