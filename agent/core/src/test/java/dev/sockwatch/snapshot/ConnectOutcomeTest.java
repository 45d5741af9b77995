package dev.sockwatch.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a connect's exception means, whichever library threw it and in whichever language. */
class ConnectOutcomeTest {
  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "REFUSED | java.net.ConnectException: Connection refused",
        "REFUSED | io.netty.channel.AbstractChannel$AnnotatedConnectException: Connection refused: /192.0.2.7:1",
        "REFUSED | io.netty.channel.unix.Errors$NativeConnectException: finishConnect(..) failed with error(-111): Connection refused",
        "UNANSWERED | java.net.ConnectException: Connection timed out",
        "UNANSWERED | java.net.SocketTimeoutException: Connect timed out",
        "UNANSWERED | io.netty.channel.ConnectTimeoutException: connection timed out after 500 ms: /192.0.2.7:1",
        "UNREACHABLE | java.net.NoRouteToHostException: No route to host",
        "UNREACHABLE | java.net.SocketException: Network is unreachable",
        "NO_PORT | java.net.BindException: Cannot assign requested address",
        "OTHER | java.net.BindException: Permission denied",
        "OTHER | java.net.SocketException: Socket closed",
        "OTHER | java.lang.IllegalStateException",
      })
  void exception_tells(ConnectOutcome outcome, String message) {
    assertThat(ConnectOutcome.of(message, null, 0)).isEqualTo(outcome);
  }

  @Test
  void anotherLanguage_isToldByTheKernel() {
    String german = "java.net.ConnectException: Verbindungsaufbau abgelehnt";
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
    assertThat(ConnectOutcome.isByProgram("java.net.SocketTimeoutException: Connect timed out"))
        .isTrue();
    assertThat(ConnectOutcome.isByProgram(null)).isTrue();
    assertThat(ConnectOutcome.isByProgram("java.net.ConnectException: Connection timed out"))
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
