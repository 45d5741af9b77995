package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lines of /proc/net/tcp, most of them recorded on Linux 6.18 (x86-64), are read as ss reads them.
 */
@EnabledIf("dev.sockwatch.kernel.RecordedDiag#isReadable")
class ProcNetTcpTest {
  private static final Set<TcpState> ALL = EnumSet.allOf(TcpState.class);
  private static final String HEADER =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode\n";
  private static final String ESTABLISHED =
      "   5: 0100007F:99BD 0100007F:C6F0 01 00000007:000003E8 00:00000000 00000000  1000        0"
          + " 33589712 1 000000007f7271b1 20 4 32 10 -1                  \n";
  private static final String LISTEN =
      "   2: 0100007F:99BD 00000000:0000 0A 00000000:00000003 00:00000000 00000000     0        0"
          + " 33589710 4 0000000062f2af0e 100 0 0 10 0                    \n";
  private static final String TIME_WAIT =
      "  11: 0100007F:D56E 0100007F:B5A5 06 00000000:00000000 03:00001770 00000000     0        0 0"
          + " 3 000000004dddab19 \n";
  private static final String SYN_RECV =
      "   6: 0100007F:8DD5 0100007F:AA04 03 00000000:00000000 01:00000064 00000002     0        0 0"
          + " 0 00000000156ada9e \n";
  private static final String IPV6_ESTABLISHED =
      "   4: 00000000000000000000000001000000:9E18 B80D0120000000000000000002000000:C9F9 01"
          + " 00000000:00000000 00:00000000 00000000     0        0 33589724 2 00000000f5966718 20 0 0"
          + " 10 -1\n";
  private static final String MAPPED_FIN_WAIT2 =
      "   6: 0000000000000000FFFF00000100007F:9047 0000000000000000FFFF00000200007F:C698 05"
          + " 00000000:00000000 00:00000000 00000000     0        0 33589728 2 000000007fb3ee2b 20 0 0"
          + " 11 -1\n";

  private final Path net;

  ProcNetTcpTest(@TempDir Path net) {
    this.net = net;
  }

  @BeforeEach
  void noSockets() throws IOException {
    Files.writeString(net.resolve("tcp"), HEADER);
  }

  @Test
  void ipv4Socket_isWhollyRead() throws IOException {
    assertThat(only("tcp", ESTABLISHED))
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
                OptionalLong.of(7),
                1000,
                33589712,
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of()));
  }

  @Test
  void ipv6Socket_hasIpv6Endpoints() throws IOException {
    KernelSocket socket = only("tcp6", IPV6_ESTABLISHED);

    assertThat(socket.ipv6()).isTrue();
    assertThat(socket.local()).isEqualTo(endpoint("::1", 40472));
    assertThat(socket.remote()).isEqualTo(endpoint("2001:db8::2", 51705));
    assertThat(socket.inode()).isEqualTo(33589724);
  }

  @Test
  void ipv6SocketThatSpeaksIpv4_hasIpv4Endpoints() throws IOException {
    KernelSocket socket = only("tcp6", MAPPED_FIN_WAIT2);

    assertThat(socket.ipv6()).isTrue();
    assertThat(socket.local()).isEqualTo(endpoint("127.0.0.1", 36935));
    assertThat(socket.remote()).isEqualTo(endpoint("127.0.0.2", 50840));
  }

  @Test
  void listener_hasAQueueAndNoPeer() throws IOException {
    KernelSocket socket = only("tcp", LISTEN);

    assertThat(socket.state()).isEqualTo(TcpState.LISTEN);
    assertThat(socket.remote()).isNull();
    assertThat(socket.receiveQueueBytes()).isEqualTo(3);
    assertThat(socket.sendQueueBytes()).isEmpty();
  }

  @Test
  void timeWait_hasAnEndAndNoInode() throws IOException {
    KernelSocket socket = only("tcp", TIME_WAIT);

    assertThat(socket.state()).isEqualTo(TcpState.TIME_WAIT);
    assertThat(socket.timer()).isEqualTo(Timer.TIMEWAIT);
    assertThat(socket.timerMillis()).isEqualTo(60_000);
    assertThat(socket.inode()).isZero();
  }

  @Test
  void halfOpenConnection_isRetransmitted() throws IOException {
    KernelSocket socket = only("tcp", SYN_RECV);

    assertThat(socket.state()).isEqualTo(TcpState.SYN_RECV);
    assertThat(socket.timer()).isEqualTo(Timer.ON);
    assertThat(socket.timerMillis()).isEqualTo(1000);
    assertThat(socket.retransmits()).isEqualTo(2);
  }

  @Test
  void newSynRecv_isSynRecvAndAskedForAsSuch() throws IOException {
    write("tcp", SYN_RECV.replace(" 03 ", " 0C "));

    assertThat(list(EnumSet.of(TcpState.SYN_RECV)))
        .extracting(KernelSocket::state)
        .containsExactly(TcpState.SYN_RECV);
  }

  @ParameterizedTest
  @ValueSource(strings = {" 02:", " 04:"})
  void probes_areThoseWithoutAnswer(String timer) throws IOException {
    String line =
        ESTABLISHED.replace(
            " 00:00000000 00000000  1000        0 ", timer + "00000005 00000001  0  3 ");

    KernelSocket socket = only("tcp", line);

    assertThat(socket.timerMillis()).isEqualTo(50);
    assertThat(socket.retransmits()).isEqualTo(3);
  }

  @Test
  void unconnectedSocket_hasNoPeer() throws IOException {
    assertThat(only("tcp", ESTABLISHED.replace(":C6F0 01", ":0000 07")).remote()).isNull();
  }

  @Test
  void otherStates_areLeftOut() throws IOException {
    write("tcp", ESTABLISHED + LISTEN + TIME_WAIT);
    write("tcp6", IPV6_ESTABLISHED + MAPPED_FIN_WAIT2);

    assertThat(list(EnumSet.of(TcpState.TIME_WAIT, TcpState.FIN_WAIT2)))
        .extracting(KernelSocket::state)
        .containsExactly(TcpState.TIME_WAIT, TcpState.FIN_WAIT2);
    assertThat(list(EnumSet.noneOf(TcpState.class))).isEmpty();
  }

  @Test
  void stateOfANewerKernel_isLeftOut() throws IOException {
    write("tcp", ESTABLISHED.replace(" 01 ", " 0D ") + ESTABLISHED.replace(" 01 ", " 41 "));

    assertThat(list(ALL)).isEmpty();
  }

  /** Lines lie across the chunks in which the file is read, and their numbers get longer. */
  @Test
  void tensOfThousands_areAllRead() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      lines.append(
          ESTABLISHED.replace("   5:", "%4d:".formatted(i)).replace("33589712", "" + (i + 1)));
    }
    write("tcp", lines.toString());

    List<KernelSocket> sockets = list(ALL);

    assertThat(sockets).hasSize(20_000);
    assertThat(sockets.stream().mapToLong(KernelSocket::inode).sum()).isEqualTo(200_010_000);
  }

  @Test
  void kernelWithoutIpv6_listsTheRest() throws IOException {
    write("tcp", ESTABLISHED);

    assertThat(net.resolve("tcp6")).doesNotExist();
    assertThat(list(ALL)).hasSize(1);
  }

  @Test
  void noProc_isAFailure() {
    assertThatThrownBy(() -> new ProcNetTcp(net.resolve("none")).sockets(ALL, false))
        .isInstanceOf(FileNotFoundException.class)
        .hasMessageContaining("/none/tcp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0: 0100007F:99BD 0100007G:C6F0 01 0:0 0:0 0 0 0 1",
        "0: 0100007F:99BD 0100007F:C6F0 01 0:0 0:0 0 0 0",
        "0: 0100007F:99BD 0100007F:C6F0 XX 0:0 0:0 0 0 0 1",
        "0: 0100007F:99BD",
        "nothing",
        ""
      })
  void garbage_isAFailure(String line) throws IOException {
    write("tcp", line + "\n");

    assertThatThrownBy(() -> list(ALL))
        .isInstanceOf(IOException.class)
        .hasMessage(net.resolve("tcp") + " has a line that is not understood: " + line);
  }

  @Test
  void cutFile_isAFailure() throws IOException {
    write("tcp", ESTABLISHED + LISTEN.substring(0, 40));

    assertThatThrownBy(() -> list(ALL))
        .isInstanceOf(IOException.class)
        .hasMessage(net.resolve("tcp") + " ends within a line");
  }

  private KernelSocket only(String file, String line) throws IOException {
    write(file, line);
    List<KernelSocket> sockets = list(ALL);
    assertThat(sockets).hasSize(1);
    return sockets.get(0);
  }

  private void write(String file, String lines) throws IOException {
    Files.writeString(net.resolve(file), HEADER + lines);
  }

  private List<KernelSocket> list(Set<TcpState> states) throws IOException {
    return new ProcNetTcp(net).sockets(states, true);
  }

  private static Endpoint endpoint(String literal, int port) {
    return Endpoint.of(new InetSocketAddress(literal, port));
  }
}
