package dev.sockwatch.report.otel;

import java.util.List;

/** Why a connect failed, as the conventions write it, from what the JDK says of it. */
final class ErrorType {
  /** A part of the text that the JDK makes of an errno, and the word. */
  private static final List<List<String>> WORDS =
      List.of(
          List.of("Connection refused", "connection_refused"),
          List.of("No route to host", "host_unreachable"),
          List.of("Host is down", "host_unreachable"),
          List.of("Network is unreachable", "network_unreachable"),
          List.of("Cannot assign requested address", "address_not_available"),
          List.of("Address already in use", "address_already_in_use"),
          List.of("Connection reset", "connection_reset"),
          List.of("Permission denied", "access_denied"),
          List.of("Operation not permitted", "access_denied"),
          List.of("SocketTimeoutException", "timed_out"),
          List.of("TimeoutException", "timed_out"),
          List.of("timed out", "timed_out"),
          List.of("UnresolvedAddressException", "host_not_found"),
          List.of("UnknownHostException", "host_not_found"),
          List.of("Interrupted", "operation_aborted"),
          List.of("ClosedByInterruptException", "operation_aborted"),
          List.of("AsynchronousCloseException", "operation_aborted"),
          List.of("ClosedChannelException", "operation_aborted"),
          List.of("Socket closed", "operation_aborted"),
          List.of("Closed by interrupt", "operation_aborted"),
          List.of("closed while connecting", "operation_aborted"));

  private ErrorType() {}

  /** From class and message of what connect threw. */
  static String of(String failure) {
    for (List<String> word : WORDS) {
      if (failure.contains(word.get(0))) {
        return word.get(1);
      }
    }
    return TelemetryNames.OTHER;
  }
}
