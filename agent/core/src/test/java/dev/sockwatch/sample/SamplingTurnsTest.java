package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.TcpState;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Few sockets are asked about in each round, many take turns and none is left out. */
class SamplingTurnsTest {
  private static final int FD = 50_000;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final SamplingTurns turns = new SamplingTurns(10);

  @Test
  void asManyAsFit_areAllAskedAlways() {
    List<TrackedSocket> sockets = open(10, TcpState.ESTABLISHED);

    for (int i = 0; i < 3; i++) {
      assertThat(askedInNextRound(sockets)).hasSize(10);
      assertThat(turns.every()).isEqualTo(1);
    }
  }

  @Test
  void oneMore_takesTurns() {
    List<TrackedSocket> sockets = open(11, TcpState.ESTABLISHED);
    askedInNextRound(sockets);

    Set<Long> first = askedInNextRound(sockets);
    Set<Long> second = askedInNextRound(sockets);

    assertThat(turns.every()).isEqualTo(2);
    assertThat(first).hasSizeBetween(5, 6).doesNotContainAnyElementsOf(second);
    assertThat(first.size() + second.size()).isEqualTo(11);
  }

  @Test
  void manyMore_areEachAskedOnceInSoManyRounds() {
    List<TrackedSocket> sockets = open(95, TcpState.ESTABLISHED);
    askedInNextRound(sockets);

    List<Long> asked = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Set<Long> ids = askedInNextRound(sockets);
      assertThat(ids).hasSizeLessThanOrEqualTo(10);
      asked.addAll(ids);
    }

    assertThat(turns.every()).isEqualTo(10);
    assertThat(asked).hasSize(95).doesNotHaveDuplicates();
  }

  @Test
  void newOnesAndThoseInCloseWait_areAskedAlways() {
    List<TrackedSocket> sockets = open(40, TcpState.ESTABLISHED);
    sockets.get(3).tcpState(0);
    sockets.get(4).tcpState(TcpState.CLOSE_WAIT.number());
    askedInNextRound(sockets);

    for (int i = 0; i < 4; i++) {
      assertThat(askedInNextRound(sockets)).contains(sockets.get(3).id(), sockets.get(4).id());
    }
  }

  private Set<Long> askedInNextRound(List<TrackedSocket> sockets) {
    turns.beginRound();
    Set<Long> asked = new HashSet<>();
    for (TrackedSocket socket : sockets) {
      if (turns.isTurnOf(socket)) {
        asked.add(socket.id());
      }
    }
    return asked;
  }

  private List<TrackedSocket> open(int count, TcpState state) {
    return IntStream.range(FD, FD + count)
        .mapToObj(
            fd -> {
              table.opened(this, fd, SOCKET);
              TrackedSocket socket = requireNonNull(table.at(fd));
              socket.tcpState(state.number());
              return socket;
            })
        .toList();
  }
}
