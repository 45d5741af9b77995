package dev.sockwatch.kernel;

import static dev.sockwatch.kernel.RecordedDiag.SEQUENCE;
import static dev.sockwatch.kernel.RecordedDiag.received;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kernel answered once is read as ss and /proc read it. */
@EnabledIf("dev.sockwatch.kernel.RecordedDiag#isReadable")
class DiagMessagesTest {
  private final ListedRows rows = new ListedRows(socket -> true);
  private final List<KernelSocket> found = rows.kept();

  @Test
  void ipv4Socket_isWhollyRead() throws IOException {
    assertThat(only(RecordedDiag.IPV4_ESTABLISHED))
        .isEqualTo(
            new KernelSocket(
                TcpState.ESTABLISHED,
                endpoint("127.0.0.1", 39357),
                endpoint("127.0.0.1", 50928),
                false,
                Timer.OFF,
                0,
                0,
                1000,
                OptionalLong.of(0),
                0,
                33589712,
                OptionalLong.of(0xdb36),
                OptionalLong.of(0),
                List.of(1832L, 131072L, 0L, 3939840L, 2264L, 0L, 0L, 0L, 0L)));
  }

  @Test
  void runningTimer_isRead() throws IOException {
    KernelSocket socket = only(RecordedDiag.IPV4_KEEPALIVE);

    assertThat(socket.timer()).isEqualTo(Timer.KEEPALIVE);
    assertThat(socket.timerMillis()).isEqualTo(50_000);
  }

  @Test
  void unreadFin_isOneByteMore() throws IOException {
    KernelSocket socket = only(RecordedDiag.IPV4_CLOSE_WAIT);

    assertThat(socket.state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(socket.receiveQueueBytes()).isEqualTo(301);
    assertThat(socket.shutdown()).hasValue(1);
  }

  @Test
  void ipv6Socket_hasIpv6Endpoints() throws IOException {
    KernelSocket socket = only(RecordedDiag.IPV6_ESTABLISHED);

    assertThat(socket.ipv6()).isTrue();
    assertThat(socket.local()).isEqualTo(endpoint("::1", 40472));
    assertThat(socket.remote()).isEqualTo(endpoint("::1", 51705));
    assertThat(socket.inode()).isEqualTo(33589724);
  }

  @Test
  void ipv6SocketThatSpeaksIpv4_hasIpv4Endpoints() throws IOException {
    KernelSocket socket = only(RecordedDiag.MAPPED_FIN_WAIT);

    assertThat(socket.ipv6()).isTrue();
    assertThat(socket.local()).isEqualTo(endpoint("127.0.0.1", 36935));
    assertThat(socket.remote()).isEqualTo(endpoint("127.0.0.1", 50840));
    assertThat(socket.state()).isEqualTo(TcpState.FIN_WAIT1);
    assertThat(socket.timer()).isEqualTo(Timer.ON);
    assertThat(socket.timerMillis()).isEqualTo(200);
    assertThat(socket.sendQueueBytes()).hasValue(1);
    assertThat(socket.shutdown()).hasValue(2);
  }

  @Test
  void timeWait_hasNothingButAnEnd() throws IOException {
    KernelSocket socket = only(RecordedDiag.IPV4_TIME_WAIT);

    assertThat(socket.state()).isEqualTo(TcpState.TIME_WAIT);
    assertThat(socket.local()).isEqualTo(endpoint("127.0.0.1", 54638));
    assertThat(socket.timer()).isEqualTo(Timer.TIMEWAIT);
    assertThat(socket.timerMillis()).isEqualTo(60_000);
    assertThat(socket.inode()).isZero();
    assertThat(socket.cookie()).hasValue(0xdb3c);
    assertThat(socket.shutdown()).isEmpty();
    assertThat(socket.memory()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {RecordedDiag.IPV4_SYN_RECV, RecordedDiag.MAPPED_SYN_RECV})
  void halfOpenConnection_hasAPeerAndATimer(String recorded) throws IOException {
    KernelSocket socket = only(recorded);

    assertThat(socket.state()).isEqualTo(TcpState.SYN_RECV);
    assertThat(socket.remote()).isIn(endpoint("127.0.0.1", 43524), endpoint("127.0.0.1", 60796));
    assertThat(socket.timer()).isEqualTo(Timer.ON);
    assertThat(socket.timerMillis()).isEqualTo(1000);
    assertThat(socket.inode()).isZero();
  }

  @Test
  void newSynRecv_isSynRecv() throws IOException {
    ByteBuffer bytes = received(RecordedDiag.IPV4_SYN_RECV);
    bytes.put(17, (byte) TcpState.NEW_SYN_RECV.number());

    assertThat(only(bytes).state()).isEqualTo(TcpState.SYN_RECV);
  }

  @Test
  void listener_hasAQueueWithALimitAndNoPeer() throws IOException {
    KernelSocket socket = only(RecordedDiag.IPV4_LISTEN);

    assertThat(socket.state()).isEqualTo(TcpState.LISTEN);
    assertThat(socket.remote()).isNull();
    assertThat(socket.receiveQueueBytes()).isEqualTo(3);
    assertThat(socket.sendQueueBytes()).hasValue(5);
  }

  @Test
  void listenerOfAnyIpv6Address_hasIt() throws IOException {
    KernelSocket socket = only(RecordedDiag.IPV6_LISTEN);

    assertThat(socket.local()).isEqualTo(endpoint("::", 36935));
    assertThat(socket.remote()).isNull();
    assertThat(socket.sendQueueBytes()).hasValue(7);
    assertThat(socket.memory()).hasSize(9);
  }

  @Test
  void bigNumbers_areUnsigned() throws IOException {
    ByteBuffer bytes = received(RecordedDiag.IPV4_ESTABLISHED);
    for (int offset = 44; offset < 72; offset += 4) {
      bytes.putInt(16 + offset, -2);
    }

    KernelSocket socket = only(bytes);

    assertThat(socket.cookie()).hasValue(-2 - (1L << 32));
    assertThat(socket.timerMillis()).isZero(); // has just run off
    assertThat(socket.receiveQueueBytes()).isEqualTo(4_294_967_294L);
    assertThat(socket.sendQueueBytes()).hasValue(4_294_967_294L);
    assertThat(socket.uid()).isEqualTo(4_294_967_294L);
  }

  @Test
  void stateOfANewerKernel_isLeftOut() throws IOException {
    ByteBuffer bytes = received(RecordedDiag.IPV4_ESTABLISHED, RecordedDiag.IPV4_LISTEN);
    bytes.put(17, (byte) 13); // BOUND_INACTIVE

    assertThat(only(bytes).state()).isEqualTo(TcpState.LISTEN);
  }

  @Test
  void attributeThatOverruns_isLeftOutWithTheRest() throws IOException {
    ByteBuffer bytes = received(RecordedDiag.IPV4_ESTABLISHED);
    bytes.putShort(16 + 72, (short) 400);

    KernelSocket socket = only(bytes);

    assertThat(socket.shutdown()).isEmpty();
    assertThat(socket.memory()).isEmpty();
  }

  @Test
  void messages_areReadUntilDone() throws IOException {
    assertThat(read(received(RecordedDiag.IPV4_LISTEN, RecordedDiag.IPV6_LISTEN))).isFalse();
    assertThat(read(received(RecordedDiag.IPV4_TIME_WAIT, RecordedDiag.DONE))).isTrue();
    assertThat(found).hasSize(3);
  }

  @Test
  void interruptedDump_isTaken() throws IOException {
    ByteBuffer bytes = received(RecordedDiag.IPV4_LISTEN, RecordedDiag.DONE);
    bytes.putShort(6, (short) (bytes.getShort(6) | 0x10)); // NLM_F_DUMP_INTR

    assertThat(read(bytes)).isTrue();
    assertThat(found).hasSize(1);
  }

  @Test
  void otherSequence_isNotForUs() throws IOException {
    ByteBuffer bytes = received(RecordedDiag.IPV4_LISTEN, RecordedDiag.ERROR, RecordedDiag.DONE);

    assertThat(DiagMessages.read(bytes, SEQUENCE + 1, rows)).isFalse();
    assertThat(found).isEmpty();
  }

  @Test
  void unknownMessage_isPassedOver() throws IOException {
    ByteBuffer bytes = received(RecordedDiag.IPV4_LISTEN, RecordedDiag.IPV6_LISTEN);
    bytes.putShort(4, (short) 1); // NLMSG_NOOP

    assertThat(only(bytes).ipv6()).isTrue();
  }

  @Test
  void error_isThrownWithItsName() {
    assertThatThrownBy(() -> read(received(RecordedDiag.ERROR)))
        .isInstanceOf(IOException.class)
        .hasMessage("sock_diag: errno 22 (EINVAL)");
  }

  @Test
  void errorAtTheEnd_isThrownWithItsName() {
    assertThatThrownBy(() -> read(received(RecordedDiag.DONE_WITHOUT_HANDLER)))
        .isInstanceOf(IOException.class)
        .hasMessage("sock_diag: errno 2 (ENOENT)");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 87, 163})
  void cutMessage_isRefused(int length) {
    ByteBuffer bytes = received(RecordedDiag.IPV4_LISTEN).limit(length);

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(" bytes in " + length);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 15, 16, 87})
  void messageWithoutRoomForASocket_isRefused(int length) {
    ByteBuffer bytes = received(RecordedDiag.IPV4_LISTEN).putInt(0, length);

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IOException.class)
        .hasMessage("sock_diag: message of " + length + " bytes in 164");
  }

  private KernelSocket only(String recorded) throws IOException {
    return only(received(recorded));
  }

  private KernelSocket only(ByteBuffer bytes) throws IOException {
    assertThat(read(bytes)).isFalse();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  private boolean read(ByteBuffer bytes) throws IOException {
    return DiagMessages.read(bytes, SEQUENCE, rows);
  }

  private static Endpoint endpoint(String literal, int port) {
    return Endpoint.of(new InetSocketAddress(literal, port));
  }
}
