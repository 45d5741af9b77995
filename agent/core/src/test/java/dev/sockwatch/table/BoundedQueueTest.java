package dev.sockwatch.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.SocketKind;
import org.junit.jupiter.api.Test;

/** What waits for the sampler is bounded, oldest first. */
class BoundedQueueTest {
  private final BoundedQueue<TrackedSocket> queue = new BoundedQueue<>(2);

  @Test
  void sockets_comeOldestFirst() {
    TrackedSocket first = socket(1);
    TrackedSocket second = socket(2);

    assertThat(queue.offer(first)).isTrue();
    assertThat(queue.offer(second)).isTrue();

    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isSameAs(second);
    assertThat(queue.poll()).isNull();
  }

  @Test
  void fullQueue_refusesAndKeepsWhatItHas() {
    TrackedSocket first = socket(1);
    queue.offer(first);
    queue.offer(socket(2));

    assertThat(queue.offer(socket(3))).isFalse();

    assertThat(queue.poll()).isSameAs(first);
    assertThat(queue.poll()).isNotNull();
    assertThat(queue.poll()).as("the refused one").isNull();
  }

  @Test
  void takenSocket_makesRoomForOne() {
    queue.offer(socket(1));
    queue.offer(socket(2));
    queue.poll();

    assertThat(queue.offer(socket(3))).isTrue();
    assertThat(queue.offer(socket(4))).isFalse();
  }

  @Test
  void emptyPoll_makesNoRoom() {
    assertThat(queue.poll()).isNull();
    queue.offer(socket(1));
    queue.offer(socket(2));

    assertThat(queue.offer(socket(3))).isFalse();
  }

  private static TrackedSocket socket(int id) {
    return new TrackedSocket(null, id, id, SocketKind.SOCKET, 1, null, null);
  }
}
