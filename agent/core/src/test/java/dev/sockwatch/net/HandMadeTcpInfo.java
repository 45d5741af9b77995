package dev.sockwatch.net;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What the JDK-only source reads: the first four bytes, with the state in the first of them. */
public final class HandMadeTcpInfo {
  private HandMadeTcpInfo() {}

  /** A socket in one state, of which nothing else is known. */
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
