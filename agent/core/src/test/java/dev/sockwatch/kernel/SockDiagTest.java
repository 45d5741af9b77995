package dev.sockwatch.kernel;

import static dev.sockwatch.kernel.RecordedDiag.DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** sock_diag is asked once for IPv4 and once for IPv6, for the wanted states only. */
@EnabledIf("dev.sockwatch.kernel.RecordedDiag#isReadable")
class SockDiagTest {
  private static final Set<TcpState> LISTENING = EnumSet.of(TcpState.LISTEN);

  private final FakeNetlink netlink = new FakeNetlink();
  private final SockDiag diag = new SockDiag(netlink);

  @Test
  void bothFamilies_areListed() throws IOException {
    netlink.answers(RecordedDiag.IPV4_LISTEN).answers(RecordedDiag.IPV4_TIME_WAIT, DONE);
    netlink.answers(RecordedDiag.IPV6_LISTEN).answers(DONE);

    List<KernelSocket> sockets = diag.sockets(EnumSet.allOf(TcpState.class), true);

    assertThat(sockets).extracting(KernelSocket::ipv6).containsExactly(false, false, true);
    assertThat(netlink.calls)
        .containsExactly(
            "socket 10 80003 4", // AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG
            "send 21 48 0",
            "recv 21 8000 60", // MSG_DONTWAIT | MSG_TRUNC
            "recv 21 8000 60",
            "send 21 48 0",
            "recv 21 8000 60",
            "recv 21 8000 60",
            "close 21");
  }

  @Test
  void request_isADumpOfOneFamily() throws IOException {
    netlink.answers(DONE).answers(DONE);

    diag.sockets(EnumSet.of(TcpState.CLOSE_WAIT, TcpState.LISTEN), true);

    assertThat(netlink.sent).hasSize(2);
    for (ByteBuffer request : netlink.sent) {
      assertThat(request.getInt(0)).as("nlmsg_len").isEqualTo(72);
      assertThat(request.getShort(4)).as("nlmsg_type").isEqualTo((short) 20);
      assertThat(request.getShort(6)).as("nlmsg_flags").isEqualTo((short) 0x301);
      assertThat(request.get(17)).as("sdiag_protocol").isEqualTo((byte) 6);
      assertThat(request.get(18)).as("idiag_ext").isEqualTo((byte) 0x40);
      assertThat(request.getInt(20)).as("idiag_states").isEqualTo(1 << 8 | 1 << 10);
      assertThat(request.slice(24, 48)).as("id").isEqualTo(ByteBuffer.allocate(48));
    }
    assertThat(netlink.sent)
        .extracting(request -> request.get(16))
        .containsExactly((byte) 2, (byte) 10);
    assertThat(netlink.sent).extracting(request -> request.getInt(8)).doesNotHaveDuplicates();
  }

  @Test
  void memory_isAskedForOnlyWhenWanted() throws IOException {
    netlink.answers(DONE).answers(DONE);

    diag.sockets(LISTENING, false);

    assertThat(netlink.sent).extracting(request -> request.get(18)).containsOnly((byte) 0);
  }

  @ParameterizedTest
  @EnumSource(names = {"SYN_RECV", "NEW_SYN_RECV"})
  void halfOpenConnections_areAskedForByBothStates(TcpState state) {
    assertThat(SockDiag.mask(EnumSet.of(state))).isEqualTo(1 << 3 | 1 << 12);
  }

  @Test
  void noState_asksNothing() throws IOException {
    assertThat(diag.sockets(EnumSet.noneOf(TcpState.class), true)).isEmpty();
    assertThat(netlink.calls).isEmpty();
  }

  @Test
  void oldMessages_doNotStayInTheBuffer() throws IOException {
    netlink.answers(RecordedDiag.IPV4_LISTEN, RecordedDiag.IPV4_LISTEN, DONE).answers(DONE);
    netlink.answers(DONE).answers(RecordedDiag.IPV6_LISTEN, DONE);

    assertThat(diag.sockets(LISTENING, false)).hasSize(2);
    assertThat(diag.sockets(LISTENING, false)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 (EPERM)",
    "24, 24 (EMFILE)",
    "93, 93 (EPROTONOSUPPORT)",
    "97, 97 (EAFNOSUPPORT)",
    "999, 999"
  })
  void refusedSocket_saysWhy(int errno, String text) {
    netlink.fails("socket", errno);

    assertThatThrownBy(() -> diag.sockets(LISTENING, false))
        .isInstanceOf(IOException.class)
        .hasMessage("socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG): errno " + text);
    assertThat(netlink.calls).hasSize(1);
  }

  @Test
  void refusedRequest_saysWhyAndClosesTheSocket() {
    netlink.fails("send", 13);

    assertFails("send(NETLINK_SOCK_DIAG): errno 13 (EACCES)");
  }

  @Test
  void missingEnd_isNotWaitedFor() {
    netlink.answers(RecordedDiag.IPV4_LISTEN);

    assertFails("recv(NETLINK_SOCK_DIAG): errno 11 (EAGAIN)");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 32 * 1024 + 1})
  void nothingOrTooMuch_isRefused(long length) {
    netlink.answersLength(length);

    assertFails("recv(NETLINK_SOCK_DIAG): " + length + " bytes");
  }

  @Test
  void kernelWithoutTheModule_isAFailure() {
    netlink.answers(RecordedDiag.DONE_WITHOUT_HANDLER);

    assertFails("sock_diag: errno 2 (ENOENT)");
  }

  private void assertFails(String message) {
    assertThatThrownBy(() -> diag.sockets(LISTENING, false))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
    assertThat(netlink.calls).endsWith("close 21");
  }
}
