package dev.sockwatch.report.otel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What connect threw, in the words of the conventions. */
class ErrorTypeTest {
  @ParameterizedTest
  @CsvSource({
    "java.net.ConnectException: Connection refused, connection_refused",
    "java.net.SocketTimeoutException: Connect timed out, timed_out",
    "java.net.ConnectException: Connection timed out, timed_out",
    "java.net.http.HttpConnectTimeoutException: HTTP connect timed out, timed_out",
    "java.net.NoRouteToHostException: No route to host, host_unreachable",
    "java.net.SocketException: Network is unreachable, network_unreachable",
    "java.net.BindException: Cannot assign requested address, address_not_available",
    "java.nio.channels.UnresolvedAddressException, host_not_found",
    "java.nio.channels.AsynchronousCloseException, operation_aborted",
    "java.net.SocketException: Permission denied, access_denied",
    "java.io.IOException: something else, _OTHER"
  })
  void failure_hasItsWord(String failure, String word) {
    assertThat(ErrorType.of(failure)).isEqualTo(word);
  }
}
