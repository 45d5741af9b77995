package dev.sockwatch.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the kernel says of a socket, by hand. */
public final class HandMadeTcpInfo {
  private HandMadeTcpInfo() {}

  /** An established connection that carried so much; all 240 bytes that are needed for that. */
  public static TcpInfo withData(long segmentsIn, long segmentsOut, long bytesIn, long bytesOut) {
    ByteBuffer bytes = ByteBuffer.allocate(240).order(ByteOrder.nativeOrder());
    bytes.put(0, (byte) numberOf(TcpState.ESTABLISHED));
    bytes.putInt(TcpInfoField.DATA_SEGS_IN.offset(), (int) segmentsIn);
    bytes.putInt(TcpInfoField.DATA_SEGS_OUT.offset(), (int) segmentsOut);
    bytes.putLong(TcpInfoField.BYTES_RECEIVED.offset(), bytesIn);
    bytes.putLong(TcpInfoField.BYTES_SENT.offset(), bytesOut);
    return TcpInfo.copyOf(bytes, 240);
  }

  /** A socket in one state, of which nothing else is known: the four bytes the JDK reads. */
  public static TcpInfo in(TcpState state) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
    bytes.put(0, (byte) numberOf(state));
    return TcpInfo.copyOf(bytes, 4);
  }

  private static int numberOf(TcpState state) {
    int number = 1;
    while (TcpState.of(number) != state) {
      number++;
    }
    return number;
  }
}
