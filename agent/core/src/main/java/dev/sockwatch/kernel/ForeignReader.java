package dev.sockwatch.kernel;

import dev.sockwatch.hooks.ForeignCalls;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the whole {@code tcp_info} by the JDK's foreign functions (21 and later). */
final class ForeignReader implements TcpInfoReader {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  private final ByteBuffer length =
      ByteBuffer.allocateDirect(Integer.BYTES).order(ByteOrder.nativeOrder());
  private final long lengthAddress;

  ForeignReader() throws Throwable {
    lengthAddress = ForeignCalls.addressOf(length);
  }

  @Override
  public int read(int fd, ByteBuffer buffer) {
    try {
      length.putInt(0, buffer.capacity());
      int result =
          ForeignCalls.getsockopt(
              fd, IPPROTO_TCP, TCP_INFO, ForeignCalls.addressOf(buffer), lengthAddress);
      return result == 0 ? length.getInt(0) : 0;
    } catch (Throwable t) {
      throw new IllegalStateException("getsockopt by foreign functions failed", t);
    }
  }
}
