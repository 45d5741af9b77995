package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Open sockets are found by descriptor, wherever the table's chunks begin and end. */
class VisitOrderTest {
  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();

  @BeforeEach
  void openSockets() {
    for (int fd : new int[] {5000, 1024, 0, 1023, 2047}) {
      table.opened(owner, fd, SOCKET);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0",
    "0, 0",
    "1, 1023",
    "1022, 1023",
    "1023, 1023",
    "1024, 1024",
    "1025, 2047",
    "2048, 5000", // over chunks that were never made
    "5000, 5000"
  })
  void socketAtOrAfter_isTheNearest(int from, int expected) {
    assertThat(fdAtOrAfter(from)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(ints = {5001, 1_000_000, Integer.MAX_VALUE})
  void beyondTheHighest_thereIsNone(int from) {
    assertThat(fdAtOrAfter(from)).isNull();
  }

  @Test
  void emptyTable_hasNone() {
    assertThat(new SocketTable(new RecordingListener()).atOrAfter(0)).isNull();
  }

  @Test
  void visitor_meetsEachOnceInOrder() {
    assertThat(visited()).containsExactly(0, 1023, 1024, 2047, 5000);
  }

  @Test
  void releasedSockets_areSkipped() {
    table.released(1023);
    table.released(5000);

    assertThat(visited()).containsExactly(0, 1024, 2047);
    assertThat(fdAtOrAfter(2048)).isNull();
  }

  @Test
  void visitorThatForgets_meetsTheOthers() {
    List<Integer> met = new ArrayList<>();
    table.forEach(
        socket -> {
          met.add(socket.fd());
          table.forget(socket);
        });

    assertThat(met).containsExactly(0, 1023, 1024, 2047, 5000);
    assertThat(visited()).isEmpty();
  }

  @Test
  void destination_staysWithTheRecord() {
    table.forEach(socket -> socket.destination("to " + socket.fd()));
    table.opened(owner, 1023, SOCKET);

    List<@Nullable String> destinations = new ArrayList<>();
    table.forEach(socket -> destinations.add(socket.destination()));
    assertThat(destinations).containsExactly("to 0", null, "to 1024", "to 2047", "to 5000");
  }

  private @Nullable Integer fdAtOrAfter(int from) {
    TrackedSocket socket = table.atOrAfter(from);
    return socket == null ? null : socket.fd();
  }

  private List<Integer> visited() {
    List<Integer> met = new ArrayList<>();
    table.forEach(socket -> met.add(socket.fd()));
    return met;
  }
}
