package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sampler meets the sockets that were released since its last round: the newest, each once. */
class RecentlyReleasedTest {
  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();

  @Test
  void releasedSockets_areMetOnce() {
    release(3);

    assertThat(drained()).containsExactlyInAnyOrder(1L, 2L, 3L);
    assertThat(drained()).isEmpty();
  }

  @Test
  void socketReleasedLater_isMetAlone() {
    release(3);
    drained();
    release(1);

    assertThat(drained()).containsExactly(4L);
  }

  @Test
  void ofTooMany_theNewestStay() {
    release(300);

    assertThat(drained())
        .hasSize(256)
        .containsAll(LongStream.rangeClosed(45, 300).boxed().toList());
  }

  @Test
  void asManyAsFit_stayAll() {
    release(256);

    assertThat(drained()).hasSize(256);
  }

  @Test
  void openSocket_isNotMet() {
    table.opened(owner, 7, SOCKET);

    assertThat(drained()).isEmpty();
  }

  @Test
  void releaseOfNothing_isNotMet() {
    table.released(7);
    table.opened(owner, 7, SOCKET);
    table.forget(requireNonNull(table.at(7)));
    table.released(7);

    assertThat(drained()).isEmpty();
  }

  private void release(int number) {
    for (int i = 0; i < number; i++) {
      table.opened(owner, 7, SOCKET);
      table.released(7);
    }
  }

  private List<Long> drained() {
    List<Long> ids = new ArrayList<>();
    table.drainReleased(socket -> ids.add(socket.id()));
    return ids;
  }
}
