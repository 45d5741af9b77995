package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An agent that has ended keeps nothing of the program. */
class ClearedTableTest {
  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();

  @Test
  void clearedTable_holdsNoSocketAndNothingThatWaited() {
    table.exportQueue().begin(() -> null);
    table.opened(owner, 7, SOCKET);
    table.connected(owner, 7);
    table.opened(owner, 8, SOCKET);
    table.connected(owner, 8);
    table.closing(owner, 8);
    table.released(8);

    table.clear();

    assertThat(table.atOrAfter(0)).isNull();
    assertThat(table.exportQueue().poll()).isNull();
    assertThat(table.incidents().poll()).isNull();
    table.drainReleased(
        socket -> {
          throw new AssertionError("kept: " + socket.id());
        });
  }
}
