package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.KernelSource.Choice;
import dev.sockwatch.net.HandMadeTcpInfo;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
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
  private static final long IDLE = 30_000_000_000L;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final TrackedSocket socket = opened();
  private final LastTransferReader byKernel =
      new LastTransferReader(new FakeKernel().source(), IDLE);
  private final LastTransferReader byHooks =
      new LastTransferReader(KernelSource.open(Choice.OFF), IDLE);

  @Test
  void kernel_isBelieved() {
    TcpInfo tcp = tcp(3, 4, 100, 2);

    assertThat(byKernel.of(socket, tcp, NOW).atNanos()).isEqualTo(NOW - 3_000_000_000L);
    assertThat(byKernel.of(socket, tcp, NOW).sentAtNanos()).isEqualTo(NOW - 4_000_000_000L);
    assertThat(byKernel.of(socket, tcp, NOW).ever()).isTrue();
    assertThat(byKernel.of(socket, tcp(3, 4, 0, 0), NOW).ever()).isFalse();
  }

  @Test
  void finAlone_isNoByte() {
    TcpInfo fin = HandMadeTcpInfo.withData(0, 0, 1, 0);
    assertThat(byKernel.of(socket, fin, NOW).ever()).isFalse();
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
  void dataToSendOrToAcknowledge_isUnderWay() {
    assertThat(byKernel.of(socket, waiting(0, 0), NOW).isUnderWay()).isFalse();
    assertThat(byKernel.of(socket, waiting(1, 0), NOW).isUnderWay()).isTrue();
    assertThat(byKernel.of(socket, waiting(0, 1), NOW).isUnderWay()).isTrue();
  }

  @Test
  void roundThatDoesNotAsk_hasWhatWasUnderWay() {
    keep(byKernel, waiting(1, 0));
    assertThat(byKernel.of(socket, null, NOW).isUnderWay()).isTrue();

    keep(byKernel, waiting(0, 0));
    assertThat(byKernel.of(socket, null, NOW).isUnderWay()).isFalse();
  }

  /** Who waits for an answer is asked of the JDK; where it does not say, nobody does. */
  @Test
  void requestOutAndNobodyInARead_isIdle() {
    assertThat(byKernel.of(socket, tcp(50, 40, 100, 2), NOW).isUnderWay()).isFalse();
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

  private static @Nullable TcpInfo waiting(long unacked, long notSentBytes) {
    return incident()
        .state(TcpState.ESTABLISHED)
        .tcp(TcpInfoField.LAST_DATA_SENT, 40_000)
        .tcp(TcpInfoField.LAST_DATA_RECV, 40_000)
        .tcp(TcpInfoField.DATA_SEGS_IN, 1)
        .tcp(TcpInfoField.DATA_SEGS_OUT, 2)
        .tcp(TcpInfoField.UNACKED, unacked)
        .tcp(TcpInfoField.NOTSENT_BYTES, notSentBytes)
        .build()
        .tcp();
  }

  /** By the offsets of {@code struct tcp_info} in Linux include/uapi/linux/tcp.h. */
  private static TcpInfo tcp(int secondsSinceReceived, int secondsSinceSent, int in, int out) {
    ByteBuffer bytes = ByteBuffer.allocate(232).order(ByteOrder.nativeOrder());
    bytes.put(0, (byte) TcpState.ESTABLISHED.number());
    bytes.putInt(44, secondsSinceSent * 1000);
    bytes.putInt(52, secondsSinceReceived * 1000);
    bytes.putInt(152, in);
    bytes.putInt(156, out);
    return TcpInfo.copyOf(bytes, 232);
  }
}
