package dev.sockwatch.net;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalLong;

/**
 * What {@code getsockopt(TCP_INFO)} said of one socket at one instant: every field that the kernel
 * gave, as {@link TcpInfoField} lists them.
 *
 * <p>The kernel returns as many bytes as it knows and was asked for; a field beyond them is absent,
 * never zero. The bytes are kept as they came and decoded when asked: a round over 10,000 sockets
 * looks at a handful of fields of each.
 */
public final class TcpInfo {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final byte[] bytes;

  private TcpInfo(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Copies the first {@code length} bytes of {@code buffer}, which the kernel has filled. */
  public static TcpInfo copyOf(ByteBuffer buffer, int length) {
    byte[] copy = new byte[length];
    buffer.get(0, copy);
    return new TcpInfo(copy);
  }

  /** The bytes of the struct as the kernel gave them; not copied. */
  public static TcpInfo of(byte[] bytes) {
    return new TcpInfo(bytes);
  }

  /** The state alone, from a list that has no more. */
  public static TcpInfo of(TcpState state) {
    return new TcpInfo(new byte[] {(byte) state.number()});
  }

  /** The value of a field, empty where the kernel or the way of asking does not give it. */
  public OptionalLong get(TcpInfoField field) {
    long value = get(field, -1);
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  /** The value of a field, or {@code absent}. */
  public long get(TcpInfoField field, long absent) {
    if (field.neededLength() > bytes.length) {
      return absent;
    }
    int offset = field.offset();
    long value =
        switch (field.width()) {
          case 1 -> bytes[offset] & 0xffL;
          case 2 -> (short) SHORT.get(bytes, offset) & 0xffffL;
          case 4 -> (int) INT.get(bytes, offset) & 0xffffffffL;
          default -> (long) LONG.get(bytes, offset);
        };
    // All ones is the kernel's "unlimited" or "not yet", as of the pacing rate of a new socket.
    return value < 0 ? absent : field.bitsOf(value);
  }

  /** The TCP state. */
  public TcpState state() {
    return TcpState.of(bytes[TcpInfoField.STATE.offset()]);
  }

  /** How many bytes the kernel gave. */
  public int length() {
    return bytes.length;
  }
}
