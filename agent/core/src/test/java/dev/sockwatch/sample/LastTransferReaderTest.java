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
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

    assertThat(byKernel.lastData(socket, tcp, NOW)).isEqualTo(NOW - 3_000_000_000L);
    assertThat(byKernel.lastDataSent(socket, tcp, NOW)).isEqualTo(NOW - 4_000_000_000L);
    assertThat(byKernel.everTransferred(socket, tcp)).isTrue();
    assertThat(byKernel.everTransferred(socket, tcp(3, 4, 0, 0))).isFalse();
  }

  @Test
  void roundThatDoesNotAsk_hasWhatTheKernelSaidLast() {
    byKernel.keep(socket, tcp(3, 4, 100, 2), NOW);

    assertThat(socket.tcpState()).isEqualTo(TcpState.ESTABLISHED.number());
    assertThat(byKernel.lastData(socket, null, NOW + 5)).isEqualTo(NOW - 3_000_000_000L);
    assertThat(byKernel.everTransferred(socket, null)).isTrue();
  }

  @Test
  void neverAByte_isKeptAsThatAndIdleSinceTheOpen() {
    byKernel.keep(socket, tcp(3, 4, 0, 0), NOW);

    assertThat(byKernel.everTransferred(socket, null)).isFalse();
    assertThat(byKernel.lastData(socket, null, NOW)).isEqualTo(socket.openedAtNanos());
  }

  @Test
  void failedQuestion_isKeptAsNotKnown() {
    byKernel.keep(socket, tcp(3, 4, 100, 2), NOW);
    byKernel.keep(socket, null, NOW);

    assertThat(socket.tcpState()).isZero();
    assertThat(byKernel.everTransferred(socket, null)).isNull();
    assertThat(byKernel.lastData(socket, null, NOW)).isEqualTo(SocketSample.UNKNOWN);
  }

  @Test
  void kernelWithoutTheCounters_isAskedAgainInEachRound() {
    TcpInfo old = HandMadeTcpInfo.in(TcpState.ESTABLISHED);

    byKernel.keep(socket, old, NOW);

    assertThat(socket.tcpState()).isZero();
    assertThat(byKernel.everTransferred(socket, old)).isNull();
    assertThat(byKernel.lastData(socket, old, NOW)).isEqualTo(SocketSample.UNKNOWN);
  }

  @Test
  void stateAlone_leavesTheHooksStamps() {
    TcpInfo tcp = HandMadeTcpInfo.in(TcpState.ESTABLISHED);
    assertThat(byHooks.everTransferred(socket, tcp)).isFalse();
    assertThat(byHooks.lastData(socket, tcp, NOW)).isEqualTo(socket.openedAtNanos());

    table.beginRound(77);
    table.received(this, FD);
    byHooks.keep(socket, tcp, NOW);

    assertThat(socket.tcpState()).isEqualTo(TcpState.ESTABLISHED.number());
    assertThat(byHooks.everTransferred(socket, tcp)).isTrue();
    assertThat(byHooks.lastData(socket, tcp, NOW)).isEqualTo(77);
    assertThat(byHooks.lastDataSent(socket, null, NOW)).isEqualTo(77);
  }

  @Test
  void adoptedSocketWithoutStamps_isNotKnown() {
    table.adopt(FD + 1, 4711, SocketKind.ADOPTED, NOW);
    TrackedSocket adopted = requireNonNull(table.at(FD + 1));

    assertThat(byHooks.everTransferred(adopted, null)).isNull();
    assertThat(byHooks.lastData(adopted, null, NOW)).isEqualTo(SocketSample.UNKNOWN);
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
