package dev.sockwatch.net;

/**
 * What a call on a socket threw.
 *
 * @param error why it failed
 * @param text class and message of the exception, to be shown and never read again
 */
public record SocketFailure(SocketError error, String text) {
  /** Closed before anything was thrown, or where nothing is thrown. */
  public static final SocketFailure CLOSED_CONNECTING =
      new SocketFailure(SocketError.OPERATION_ABORTED, "closed while connecting");

  /** Of a connect's exception, with its class. */
  public static SocketFailure of(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getName();
    return new SocketFailure(
        SocketError.of(failure), message == null ? name : name + ": " + message);
  }

  /** The same, written another way. */
  public SocketFailure withText(String other) {
    return new SocketFailure(error, other);
  }
}
