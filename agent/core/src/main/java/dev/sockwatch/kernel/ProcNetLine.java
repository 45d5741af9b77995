package dev.sockwatch.kernel;

import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;

/**
 * One line of {@code /proc/net/tcp} or {@code tcp6}: numbers from left to right, with blanks and
 * colons between them. Valid until its bytes are overwritten.
 *
 * <p>What cannot be understood is an IllegalArgumentException.
 */
final class ProcNetLine {
  /** Line number, two addresses with their ports; then comes the state. */
  private static final int COLUMNS_BEFORE_STATE = 5;

  /** Clock ticks are USER_HZ, 100 in a second. */
  private static final int MILLIS_PER_TICK = 10;

  private static final int LONGEST_SHOWN = 300;

  private final byte[] bytes;
  private final int start;
  private final int end;
  private int at;

  ProcNetLine(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.start = start;
    this.end = end;
  }

  /** The kernel's number of the state, which says cheaply whether the rest matters. */
  int state() {
    at = start;
    skip(COLUMNS_BEFORE_STATE);
    return (int) hex();
  }

  /**
   * The socket of this line.
   *
   * @param ipv6 whether it is a line of {@code tcp6}
   */
  KernelSocket socket(boolean ipv6) {
    at = start;
    skip(1);
    Endpoint local = endpoint(ipv6);
    Endpoint remote = endpoint(ipv6);
    TcpState state = DiagMessages.listed((int) hex());
    long unacknowledged = hex();
    long unread = hex();
    Timer timer = Timer.of((int) hex());
    long timerMillis = hex() * MILLIS_PER_TICK;
    long retransmits = hex();
    long uid = decimal();
    long probes = decimal();
    long inode = decimal();
    return new KernelSocket(
        state,
        local,
        DiagMessages.connected(state, remote),
        ipv6,
        timer,
        timerMillis,
        (int) (timer == Timer.KEEPALIVE || timer == Timer.PERSIST ? probes : retransmits),
        unread,
        // Of a listener the kernel prints no limit here but 0.
        state == TcpState.LISTEN ? OptionalLong.empty() : OptionalLong.of(unacknowledged),
        uid,
        inode,
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of());
  }

  private Endpoint endpoint(boolean ipv6) {
    int first = word();
    if (!ipv6) {
      return Endpoint.ofIpv4(first, (int) hex());
    }
    long high = (long) first << 32 | Integer.toUnsignedLong(word());
    long low = (long) word() << 32 | Integer.toUnsignedLong(word());
    return Endpoint.ofIpv6(high, low, (int) hex());
  }

  /** Four bytes of an address, which the kernel prints as one number of the host's byte order. */
  private int word() {
    int word = (int) number(16, 8);
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(word) : word;
  }

  private long hex() {
    return number(16, 16);
  }

  private long decimal() {
    return number(10, 20);
  }

  private long number(int radix, int mostDigits) {
    skipBlanks();
    long number = 0;
    int first = at;
    while (at < end && at - first < mostDigits && !isBlank()) {
      int digit = Character.digit(bytes[at], radix);
      if (digit < 0) {
        throw new NumberFormatException("no digit at column " + (at - start));
      }
      number = number * radix + digit;
      at++;
    }
    if (at == first) {
      throw new NumberFormatException("no number at column " + (at - start));
    }
    return number;
  }

  private void skip(int columns) {
    for (int i = 0; i < columns; i++) {
      skipBlanks();
      while (at < end && !isBlank()) {
        at++;
      }
    }
  }

  private void skipBlanks() {
    while (at < end && isBlank()) {
      at++;
    }
  }

  private boolean isBlank() {
    return bytes[at] == ' ' || bytes[at] == ':';
  }

  @Override
  public String toString() {
    int length = Math.min(end - start, LONGEST_SHOWN);
    return new String(bytes, start, length, StandardCharsets.US_ASCII).strip();
  }
}
