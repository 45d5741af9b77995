package dev.sockwatch.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.SocketError;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the error of a connect means on the wire, in whichever language it was said. */
class ConnectOutcomeTest {
  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @CsvSource({
    "CONNECTION_REFUSED, REFUSED",
    "TIMED_OUT, UNANSWERED",
    "PROGRAM_TIMED_OUT, UNANSWERED",
    "HOST_UNREACHABLE, UNREACHABLE",
    "NETWORK_UNREACHABLE, UNREACHABLE",
    "ADDRESS_NOT_AVAILABLE, NO_PORT",
    "ACCESS_DENIED, OTHER",
    "OPERATION_ABORTED, OTHER",
    "OTHER, OTHER"
  })
  void error_tells(SocketError error, ConnectOutcome outcome) {
    assertThat(ConnectOutcome.of(new SocketFailure(error, ""), null, 0)).isEqualTo(outcome);
  }

  @Test
  void anotherLanguage_isToldByTheKernel() {
    SocketFailure german = SocketFailure.of(new ConnectException("Verbindungsaufbau abgelehnt"));
    assertThat(ConnectOutcome.of(german, tcp(TcpState.CLOSE, 0), 9 * SECOND))
        .isEqualTo(ConnectOutcome.REFUSED);
    assertThat(ConnectOutcome.of(german, tcp(TcpState.CLOSE, 1), 9 * SECOND))
        .isEqualTo(ConnectOutcome.UNANSWERED);
    assertThat(ConnectOutcome.of(german, null, SECOND)).isEqualTo(ConnectOutcome.UNANSWERED);
    assertThat(ConnectOutcome.of(german, null, SECOND - 1)).isEqualTo(ConnectOutcome.REFUSED);
  }

  @Test
  void socketClosedByTheProgram_isUnansweredOnceItsSynWasSentAgain() {
    assertThat(closed(tcp(TcpState.SYN_SENT, 1))).isEqualTo(ConnectOutcome.UNANSWERED);
    assertThat(closed(tcp(TcpState.SYN_SENT, 0))).isEqualTo(ConnectOutcome.OTHER);
    assertThat(closed(tcp(TcpState.CLOSE, 1))).isEqualTo(ConnectOutcome.OTHER);
    assertThat(closed(null)).isEqualTo(ConnectOutcome.OTHER);
  }

  @Test
  void programsTimeout_isToldFromTheKernels() {
    assertThat(
            ConnectOutcome.isByProgram(
                SocketFailure.of(new SocketTimeoutException("Connect timed out"))))
        .isTrue();
    assertThat(ConnectOutcome.isByProgram(null)).isTrue();
    assertThat(
            ConnectOutcome.isByProgram(
                SocketFailure.of(new ConnectException("Connection timed out"))))
        .isFalse();
  }

  private static ConnectOutcome closed(@Nullable TcpInfo tcp) {
    return ConnectOutcome.of(null, tcp, 9 * SECOND);
  }

  /** As the kernel gives it, up to {@code tcpi_total_retrans}. */
  static TcpInfo tcp(TcpState state, int totalRetransmits) {
    ByteBuffer bytes = ByteBuffer.allocate(104).order(ByteOrder.nativeOrder());
    bytes.put(0, (byte) state.number());
    bytes.putInt(100, totalRetransmits);
    return TcpInfo.of(bytes.array());
  }
}
