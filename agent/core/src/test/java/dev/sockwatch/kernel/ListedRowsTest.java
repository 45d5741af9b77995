package dev.sockwatch.kernel;

import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.TcpState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Of a namespace with any number of sockets only those that are wanted are kept, and not all. */
class ListedRowsTest {
  private static final int BOUND = 50_000;

  private final KernelSocket ours = row().state(TcpState.ESTABLISHED).inode(4711).build();
  private final KernelSocket neighbours = row().state(TcpState.TIME_WAIT).build();

  @Test
  void neighboursSockets_areNotKept() {
    ListedRows rows = new ListedRows(socket -> socket.state() == TcpState.ESTABLISHED);

    rows.add(neighbours);
    rows.add(ours);

    assertThat(rows.kept()).containsExactly(ours);
    assertThat(rows.isFull()).isFalse();
  }

  @Test
  void socketWithoutInodeThatStandsInTwoPieces_isOne() {
    ListedRows rows = new ListedRows(socket -> true);

    rows.add(neighbours);
    rows.add(neighbours);

    assertThat(rows.kept()).containsExactly(neighbours);
  }

  @Test
  void keptSockets_areBounded() {
    ListedRows rows = new ListedRows(socket -> true);

    for (int i = 0; i < BOUND + 10; i++) {
      rows.add(ours);
    }

    assertThat(rows.kept()).hasSize(BOUND);
    assertThat(rows.isFull()).isTrue();
  }

  @Test
  void listThatIsCut_isSaid() {
    KernelSocket[] many = new KernelSocket[BOUND + 1];
    Arrays.fill(many, ours);
    KernelSource source = new FakeSocketList().has(many).source();

    assertThat(source.list(false, socket -> false)).isEmpty();
    assertThat(source.list(false, socket -> true)).hasSize(BOUND);
    assertThat(source.listProblem()).contains("only a part of them is read");
  }
}
