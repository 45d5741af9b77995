package dev.sockwatch.kernel;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** Reads the first four bytes of {@code tcp_info}, all that the JDK's own natives can carry. */
final class JdkReader implements TcpInfoReader {
  private static final int IPPROTO_TCP = 6;
  private static final int TCP_INFO = 11;

  private final JdkNatives natives;

  JdkReader(JdkNatives natives) {
    this.natives = natives;
  }

  @Override
  public int read(int fd, ByteBuffer buffer) {
    OptionalInt first = natives.option(fd, IPPROTO_TCP, TCP_INFO);
    if (first.isEmpty()) {
      return 0;
    }
    buffer.putInt(0, first.getAsInt());
    return Integer.BYTES;
  }
}
