package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where sock_diag is refused, /proc is read: for good, or as long as the reason lasts. */
@EnabledIf("dev.sockwatch.kernel.RecordedDiag#isReadable")
class SockDiagRefusedTest {
  private static final Set<TcpState> LISTENING = EnumSet.of(TcpState.LISTEN);

  private final FakeNetlink netlink = new FakeNetlink();
  private final KernelSource source =
      new KernelSource("fake", true, null, null, InlineReader.NONE, new SockDiag(netlink));

  /** What the real /proc must list. */
  private final ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());

  SockDiagRefusedTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void sockDiagThatAnswers_isAskedOnly() {
    netlink.answers(RecordedDiag.IPV4_LISTEN, RecordedDiag.DONE).answers(RecordedDiag.DONE);

    List<KernelSocket> sockets = source.list(LISTENING, true);

    assertThat(sockets).hasSize(1);
    assertThat(sockets.get(0).receiveQueueBytes()).as("recorded").isEqualTo(3);
    assertThat(source.listName()).isEqualTo("sock_diag");
    assertThat(source.listProblem()).isNull();
  }

  @Test
  void refusal_isAnsweredByProcFromThenOn() {
    netlink.fails("socket", 1);
    assertThat(source.listProblem()).as("before").isNull();

    assertThat(isListed()).isTrue();
    assertThat(isListed()).isTrue();

    assertThat(netlink.calls).as("asked once").hasSize(1);
    assertThat(source.listName()).isEqualTo("/proc/net/tcp");
    assertThat(source.listProblem())
        .isEqualTo(
            "sock_diag is refused (socket(AF_NETLINK, SOCK_RAW, NETLINK_SOCK_DIAG): errno 1"
                + " (EPERM)): TIME_WAIT, SYN_RECV and queues come from /proc/self/net/tcp, which"
                + " takes longer and knows no cookies and no buffer accounting; findings are not"
                + " affected");
  }

  @Test
  void kernelWithoutTheModule_isARefusal() {
    netlink.answers(RecordedDiag.DONE_WITHOUT_HANDLER);

    assertThat(isListed()).isTrue();

    assertThat(source.listName()).isEqualTo("/proc/net/tcp");
    assertThat(source.listProblem())
        .startsWith("sock_diag is refused (sock_diag: errno 2 (ENOENT)): ");
  }

  @Test
  void answerThatIsNotUnderstood_isARefusal() {
    netlink.answersLength(0);

    assertThat(isListed()).isTrue();

    assertThat(source.listProblem())
        .startsWith("sock_diag is refused (recv(NETLINK_SOCK_DIAG): 0 bytes): ");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 11, 12, 23, 24, 105})
  void passingFailure_isAnsweredByProcThisOnce(int errno) {
    netlink.fails("socket", errno);

    assertThat(isListed()).isTrue();
    assertThat(isListed()).isTrue();

    assertThat(netlink.calls).as("asked again").hasSize(2);
    assertThat(source.listName()).isEqualTo("sock_diag");
    assertThat(source.listProblem()).isNull();
  }

  @Test
  void procThatFailed_isReadAgainTheNextTime() {
    FakeSocketList proc = new FakeSocketList().refuses(new IOException("Too many open files"));
    KernelSource byProc = proc.source();

    assertThat(byProc.list(LISTENING, false)).extracting(KernelSocket::local).contains(address());
    byProc.list(LISTENING, false);

    assertThat(proc.asked).hasSize(2);
    assertThat(byProc.listProblem()).isNull();
  }

  @Test
  void everyState_isListedUnlessOthersAreNamed() {
    FakeSocketList list = new FakeSocketList();

    list.source().list(true, socket -> true);

    assertThat(list.asked).containsExactly(EnumSet.allOf(TcpState.class) + " true");
  }

  private boolean isListed() {
    return source.list(LISTENING, false).stream().anyMatch(s -> s.local().equals(address()));
  }

  private Endpoint address() {
    return Endpoint.of((InetSocketAddress) server.getLocalSocketAddress());
  }
}
