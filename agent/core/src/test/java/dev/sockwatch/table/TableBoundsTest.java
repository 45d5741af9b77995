package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.SocketKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any descriptor's number is met with a record or a count, never with an exception. */
class TableBoundsTest {
  private static final int BEYOND = 4096 * 1024;

  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();

  @ParameterizedTest
  @ValueSource(ints = {0, 1023, 1024, 1025, 65_535, 1_048_576, BEYOND - 1})
  void number_hasASlot(int fd) {
    table.opened(owner, fd, SOCKET);
    assertThat(requireNonNull(table.at(fd)).fd()).isEqualTo(fd);
    List<Integer> met = new ArrayList<>();
    table.forEach(s -> met.add(s.fd()));
    assertThat(met).containsExactly(fd);

    table.released(fd);
    assertThat(table.at(fd)).isNull();
    assertThat(table.dropped()).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, BEYOND, Integer.MAX_VALUE})
  void numberWithoutASlot_isCountedAsDropped(int fd) {
    table.opened(owner, fd, SOCKET);
    table.accepted(owner, fd, SOCKET);
    table.closing(owner, fd);
    table.released(fd);

    assertThat(table.at(fd)).isNull();
    assertThat(table.adopt(fd, 1, SocketKind.ADOPTED, 1)).isFalse();
    assertThat(table.dropped()).isEqualTo(2);
  }
}
