package dev.sockwatch.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * What {@code getsockopt(TCP_INFO)} said of one socket at one instant.
 *
 * <p>The kernel returns as many bytes as it knows and was asked for; a field beyond them is absent,
 * never zero.
 */
public final class TcpInfo {
  private final ByteBuffer bytes;

  private TcpInfo(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  /** Copies the first {@code length} bytes of {@code buffer}, which is in native byte order. */
  public static TcpInfo copyOf(ByteBuffer buffer, int length) {
    byte[] copy = new byte[length];
    buffer.get(0, copy);
    return new TcpInfo(ByteBuffer.wrap(copy).order(ByteOrder.nativeOrder()));
  }

  /** The value of a field, empty where the kernel or the way of asking does not give it. */
  public OptionalLong get(TcpInfoField field) {
    int offset = field.offset();
    if (offset + field.width() > bytes.capacity()) {
      return OptionalLong.empty();
    }
    long value =
        switch (field.width()) {
          case 1 -> bytes.get(offset) & 0xffL;
          case 2 -> bytes.getShort(offset) & 0xffffL;
          case 4 -> bytes.getInt(offset) & 0xffffffffL;
          default -> bytes.getLong(offset);
        };
    // All ones is the kernel's "unlimited" or "not yet", as of the pacing rate of a new socket.
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The TCP state. */
  public TcpState state() {
    return TcpState.of(bytes.get(TcpInfoField.STATE.offset()));
  }

  /** How many bytes the kernel gave. */
  public int length() {
    return bytes.capacity();
  }
}
