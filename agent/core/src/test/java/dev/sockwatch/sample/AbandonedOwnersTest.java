package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.table.EventCounts.Event;
import dev.sockwatch.table.RecordingListener;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The table keeps no owner alive, and knows which descriptors outlived theirs. */
class AbandonedOwnersTest {
  private static final int BOUND = 4096;

  private final SocketTable table = new SocketTable(new RecordingListener());

  @Test
  void owner_isNotKeptAlive() {
    openAndDrop(7);

    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!socketAt(7).isOwnerCollected() && System.nanoTime() - deadline < 0) {
      System.gc();
    }

    assertThat(socketAt(7).isOwnerCollected()).isTrue();
  }

  @Test
  void socketReleasedByTheCleaner_isQueued() {
    opened(7, SOCKET);
    TrackedSocket socket = collectOwner(7);

    table.released(7);

    assertThat(table.pollCollected()).isSameAs(socket);
    assertThat(table.pollCollected()).isNull();
    assertThat(table.events().of(Event.COLLECTED)).isEqualTo(1);
    assertThat(table.events().of(Event.RELEASED)).isEqualTo(1);
  }

  @Test
  void socketReleasedByItsOwner_isNotQueued() {
    opened(7, SOCKET);

    table.released(7);

    assertThat(table.pollCollected()).isNull();
    assertThat(table.events().of(Event.COLLECTED)).isZero();
  }

  @Test
  void socketClosedBeforeItsOwnerWasCollected_isNotQueued() {
    Object owner = opened(7, SOCKET);
    table.closing(owner, 7);
    collectOwner(7);

    table.released(7);

    assertThat(table.pollCollected()).isNull();
    assertThat(table.events().of(Event.COLLECTED)).isZero();
  }

  @Test
  void queue_isBoundedAndWhatItLosesIsCounted() {
    for (int i = 0; i < BOUND + 5; i++) {
      releaseCollected();
    }
    assertThat(table.dropped()).isEqualTo(5);
    assertThat(table.events().of(Event.COLLECTED)).isEqualTo(BOUND + 5);

    requireNonNull(table.pollCollected());
    releaseCollected();
    assertThat(table.dropped()).isEqualTo(5);

    int left = 0;
    while (table.pollCollected() != null) {
      left++;
    }
    assertThat(left).isEqualTo(BOUND);
  }

  private void openAndDrop(int fd) {
    table.opened(new Object(), fd, CHANNEL);
  }

  private void releaseCollected() {
    openAndDrop(7);
    collectOwner(7);
    table.released(7);
  }

  private Object opened(int fd, int kind) {
    Object owner = new Object();
    table.opened(owner, fd, kind);
    return owner;
  }

  /** What the collector does to a record. */
  private TrackedSocket collectOwner(int fd) {
    TrackedSocket socket = socketAt(fd);
    socket.clear();
    return socket;
  }

  private TrackedSocket socketAt(int fd) {
    return requireNonNull(table.at(fd));
  }
}
