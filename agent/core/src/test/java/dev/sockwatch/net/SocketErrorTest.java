package dev.sockwatch.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An exception is decoded once, whichever library threw it, as far as can be in any language. */
class SocketErrorTest {
  /** Named as Netty's. */
  private static final class ConnectTimeoutException extends ConnectException {
    private static final long serialVersionUID = 1L;

    ConnectTimeoutException(String message) {
      super(message);
    }
  }

  /** Named as Netty's. */
  private static final class NativeConnectException extends ConnectException {
    private static final long serialVersionUID = 1L;

    NativeConnectException(String message) {
      super(message);
    }
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("CONNECTION_REFUSED", new ConnectException("Connection refused")),
        Arguments.of(
            "CONNECTION_REFUSED",
            new NativeConnectException(
                "finishConnect(..) failed with error(-111): Verbindungsaufbau abgelehnt")),
        Arguments.of("TIMED_OUT", new ConnectException("Connection timed out")),
        Arguments.of("PROGRAM_TIMED_OUT", new SocketTimeoutException("Connect timed out")),
        Arguments.of(
            "PROGRAM_TIMED_OUT",
            new ConnectTimeoutException("connection timed out after 500 ms: /192.0.2.7:1")),
        Arguments.of("HOST_UNREACHABLE", new NoRouteToHostException("Keine Route zum Host")),
        Arguments.of("HOST_UNREACHABLE", new SocketException("Host is down")),
        Arguments.of("NETWORK_UNREACHABLE", new SocketException("Network is unreachable")),
        Arguments.of("ADDRESS_NOT_AVAILABLE", new BindException("Cannot assign requested address")),
        Arguments.of("ADDRESS_IN_USE", new BindException("Address already in use")),
        Arguments.of("ACCESS_DENIED", new SocketException("Permission denied")),
        Arguments.of("CONNECTION_RESET", new IOException("Connection reset by peer")),
        Arguments.of(
            "CONNECTION_RESET", new IOException("recvAddress(..) failed with error(-104)")),
        Arguments.of("BROKEN_PIPE", new IOException("Broken pipe")),
        Arguments.of("HOST_NOT_FOUND", new UnknownHostException("db.acme.example")),
        Arguments.of("HOST_NOT_FOUND", new UnresolvedAddressException()),
        Arguments.of("OPERATION_ABORTED", new AsynchronousCloseException()),
        Arguments.of("OPERATION_ABORTED", new ClosedByInterruptException()),
        Arguments.of("OPERATION_ABORTED", new ClosedChannelException()),
        Arguments.of("OPERATION_ABORTED", new SocketException("Socket closed")),
        Arguments.of("TOO_MANY_OPEN_FILES", new SocketException("Too many open files")),
        Arguments.of("OTHER", new SocketException("Too many open files in system")),
        Arguments.of("CONNECT_FAILED", new ConnectException("Verbindungsaufbau abgelehnt")),
        Arguments.of("OTHER", new IOException("failed with error(-99999999999999)")),
        Arguments.of("OTHER", new IOException("failed with error(-")),
        Arguments.of("OTHER", new IllegalStateException()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void exception_isDecoded(SocketError error, Exception failure) {
    assertThat(SocketError.of(failure)).isEqualTo(error);
    assertThat(SocketFailure.of(failure).error()).isEqualTo(error);
  }

  @Test
  void wordThatIsShared_hasOneMeaning() {
    Map<String, String> meanings = new TreeMap<>();
    for (SocketError error : SocketError.values()) {
      String before = meanings.put(error.word(), error.meaning());
      assertThat(before == null || before.equals(error.meaning())).as(error.word()).isTrue();
      assertThat(error.word()).matches("_OTHER|[a-z_]+");
    }
    assertThat(Arrays.stream(SocketError.values()).filter(e -> e.word().equals("timed_out")))
        .containsExactly(SocketError.TIMED_OUT, SocketError.PROGRAM_TIMED_OUT);
  }

  @Test
  void text_hasTheClassAndTheMessage() {
    assertThat(SocketFailure.of(new ConnectException("Connection refused")).text())
        .isEqualTo("java.net.ConnectException: Connection refused");
    assertThat(SocketFailure.of(new IOException()).text()).isEqualTo("java.io.IOException");
  }
}
