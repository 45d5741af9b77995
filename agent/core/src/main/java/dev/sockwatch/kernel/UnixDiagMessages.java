package dev.sockwatch.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** What one {@code recv} of a dump of Unix domain sockets says ({@code unix_diag.h}). */
final class UnixDiagMessages {
  /** {@code UNIX_DIAG_RQLEN}: lengths of the queues; asked for by {@code UDIAG_SHOW_RQLEN}. */
  private static final int RQLEN = 4;

  private static final int SHUTDOWN = 6;

  /** {@code unix_diag_msg}; attributes follow. */
  private static final int SOCKET_BYTES = 16;

  private UnixDiagMessages() {}

  /** As {@link DiagMessages#read(ByteBuffer, int, List)}. */
  static boolean read(ByteBuffer received, int sequence, List<UnixSocket> into) throws IOException {
    return DiagMessages.read(
        received, sequence, SOCKET_BYTES, (at, end) -> into.add(socket(received, at, end)));
  }

  private static UnixSocket socket(ByteBuffer message, int at, int end) {
    int shutdown = 0;
    long queued = 0;
    int attribute = at + SOCKET_BYTES;
    while (end - attribute >= 4) {
      int length = Short.toUnsignedInt(message.getShort(attribute));
      if (length < 4 || length > end - attribute) {
        break;
      }
      int type = Short.toUnsignedInt(message.getShort(attribute + 2));
      if (type == SHUTDOWN && length > 4) {
        shutdown = message.get(attribute + 4);
      } else if (type == RQLEN && length >= 8) {
        queued = Integer.toUnsignedLong(message.getInt(attribute + 4));
      }
      attribute += DiagMessages.align(length);
    }
    return new UnixSocket(Integer.toUnsignedLong(message.getInt(at + 4)), shutdown, queued);
  }
}
