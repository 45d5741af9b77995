package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.KernelSource.Choice;
import dev.sockwatch.net.HandMadeTcpInfo;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When bytes last moved is what the kernel said, now or when it was last asked, else the stamp. */
class LastTransferReaderTest {
  private static final int FD = 50_000;
  private static final long NOW = 100_000_000_000L;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final TrackedSocket socket = opened();
  private final LastTransferReader byKernel = new LastTransferReader(new FakeKernel().source());
  private final LastTransferReader byHooks = new LastTransferReader(KernelSource.open(Choice.OFF));

  @Test
  void kernel_isBelieved() {
    TcpInfo tcp = tcp(3, 4, 100, 2);

    assertThat(byKernel.of(socket, tcp, NOW).atNanos()).isEqualTo(NOW - 3_000_000_000L);
    assertThat(byKernel.of(socket, tcp, NOW).sentAtNanos()).isEqualTo(NOW - 4_000_000_000L);
    assertThat(byKernel.of(socket, tcp, NOW).ever()).isTrue();
    assertThat(byKernel.of(socket, tcp(3, 4, 0, 0), NOW).ever()).isFalse();
  }

  @Test
  void roundThatDoesNotAsk_hasWhatTheKernelSaidLast() {
    keep(byKernel, tcp(3, 4, 100, 2));

    assertThat(socket.tcpState()).isEqualTo(TcpState.ESTABLISHED.number());
    assertThat(byKernel.of(socket, null, NOW + 5).atNanos()).isEqualTo(NOW - 3_000_000_000L);
    assertThat(byKernel.of(socket, null, NOW).ever()).isTrue();
  }

  @Test
  void neverAByte_isKeptAsThatAndIdleSinceTheOpen() {
    keep(byKernel, tcp(3, 4, 0, 0));

    assertThat(byKernel.of(socket, null, NOW).ever()).isFalse();
    assertThat(byKernel.of(socket, null, NOW).atNanos()).isEqualTo(socket.openedAtNanos());
  }

  @Test
  void failedQuestion_isKeptAsNotKnown() {
    keep(byKernel, tcp(3, 4, 100, 2));
    keep(byKernel, null);

    assertThat(socket.tcpState()).isZero();
    assertThat(byKernel.of(socket, null, NOW).ever()).isNull();
    assertThat(byKernel.of(socket, null, NOW).atNanos()).isEqualTo(LastTransfer.UNKNOWN);
  }

  @Test
  void kernelWithoutTheCounters_isAskedAgainInEachRound() {
    TcpInfo old = HandMadeTcpInfo.in(TcpState.ESTABLISHED);

    keep(byKernel, old);

    assertThat(socket.tcpState()).isZero();
    assertThat(byKernel.of(socket, old, NOW).ever()).isNull();
    assertThat(byKernel.of(socket, old, NOW).atNanos()).isEqualTo(LastTransfer.UNKNOWN);
  }

  @Test
  void stateAlone_leavesTheHooksStamps() {
    TcpInfo tcp = HandMadeTcpInfo.in(TcpState.ESTABLISHED);
    assertThat(byHooks.of(socket, tcp, NOW).ever()).isFalse();
    assertThat(byHooks.of(socket, tcp, NOW).atNanos()).isEqualTo(socket.openedAtNanos());

    table.beginRound(77);
    table.received(this, FD);
    keep(byHooks, tcp);

    assertThat(socket.tcpState()).isEqualTo(TcpState.ESTABLISHED.number());
    assertThat(byHooks.of(socket, tcp, NOW).ever()).isTrue();
    assertThat(byHooks.of(socket, tcp, NOW).atNanos()).isEqualTo(77);
    assertThat(byHooks.of(socket, null, NOW).sentAtNanos()).isEqualTo(77);
  }

  @Test
  void adoptedSocketWithoutStamps_isNotKnown() {
    table.adopt(FD + 1, 4711, SocketKind.ADOPTED, NOW);
    TrackedSocket adopted = requireNonNull(table.at(FD + 1));

    assertThat(byHooks.of(adopted, null, NOW).ever()).isNull();
    assertThat(byHooks.of(adopted, null, NOW).atNanos()).isEqualTo(LastTransfer.UNKNOWN);
  }

  private void keep(LastTransferReader reader, @Nullable TcpInfo tcp) {
    reader.keep(socket, tcp, reader.of(socket, tcp, NOW));
  }

  private TrackedSocket opened() {
    table.opened(this, FD, SOCKET);
    return requireNonNull(table.at(FD));
  }

  /** By the offsets of {@code struct tcp_info} in Linux include/uapi/linux/tcp.h. */
  private static TcpInfo tcp(int secondsSinceReceived, int secondsSinceSent, long in, int out) {
    ByteBuffer bytes = ByteBuffer.allocate(232).order(ByteOrder.nativeOrder());
    bytes.put(0, (byte) TcpState.ESTABLISHED.number());
    bytes.putInt(44, secondsSinceSent * 1000);
    bytes.putInt(52, secondsSinceReceived * 1000);
    bytes.putLong(128, in);
    bytes.putInt(156, out);
    return TcpInfo.copyOf(bytes, 232);
  }
}
