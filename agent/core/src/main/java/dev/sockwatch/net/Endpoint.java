package dev.sockwatch.net;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * One side of a connection, as numbers: 40 bytes of heap, and never a name lookup.
 *
 * @param high first eight bytes of an IPv6 address, 0 for IPv4
 * @param low last eight bytes of an IPv6 address, or the four of an IPv4 address
 * @param port port number
 * @param ipv4 whether it is an IPv4 address
 */
public record Endpoint(long high, long low, int port, boolean ipv4) {
  private static final int GROUPS = 8;

  /** The endpoint of a resolved address. */
  public static Endpoint of(InetSocketAddress address) {
    byte[] bytes = address.getAddress().getAddress();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    boolean ipv4 = address.getAddress() instanceof Inet4Address;
    long high = ipv4 ? 0 : buffer.getLong();
    long low = ipv4 ? buffer.getInt() & 0xffffffffL : buffer.getLong();
    return new Endpoint(high, low, address.getPort(), ipv4);
  }

  /** The endpoint of an IPv4 address, whose first byte is the highest one. */
  public static Endpoint ofIpv4(int address, int port) {
    return new Endpoint(0, Integer.toUnsignedLong(address), port, true);
  }

  /**
   * The endpoint of an IPv6 address; an IPv4-mapped one (RFC 4291 section 2.5.5.2) becomes IPv4, as
   * it does in {@link java.net.InetAddress#getByAddress(byte[])}.
   */
  public static Endpoint ofIpv6(long high, long low, int port) {
    boolean mapped = high == 0 && low >>> 32 == 0xffff;
    return mapped ? ofIpv4((int) low, port) : new Endpoint(high, low, port, false);
  }

  /** Whether this is a loopback address (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
  public boolean isLoopback() {
    return ipv4 ? (low >>> 24) == 127 : high == 0 && low == 1;
  }

  /** Whether the other endpoint is on the same address. */
  public boolean hasSameAddressAs(Endpoint other) {
    return high == other.high && low == other.low && ipv4 == other.ipv4;
  }

  /** The numeric address, as ss shows it: IPv6 shortened (RFC 5952 section 4), no brackets. */
  public String address() {
    if (!ipv4) {
      return shortened();
    }
    return octet(24) + "." + octet(16) + "." + octet(8) + "." + octet(0);
  }

  private long octet(int shift) {
    return (low >>> shift) & 0xff;
  }

  /** The longest run of two or more zero groups, of equally long ones the first, becomes "::". */
  private String shortened() {
    int from = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = i;
      while (zeros < GROUPS && group(zeros) == 0) {
        zeros++;
      }
      if (zeros - i > length) {
        from = i;
        length = zeros - i;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == from) {
        text.append("::");
        i += length - 1;
      } else {
        boolean begins = text.length() == 0 || text.charAt(text.length() - 1) == ':';
        text.append(begins ? "" : ":").append(Integer.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  /** One of the eight groups of 16 bits. */
  private int group(int index) {
    long half = index < GROUPS / 2 ? high : low;
    int fromTheRight = GROUPS / 2 - 1 - index % (GROUPS / 2);
    return (int) (half >>> (16 * fromTheRight)) & 0xffff;
  }

  /** The numeric address and port, IPv6 in brackets (RFC 5952 section 6). */
  @Override
  public String toString() {
    return ipv4 ? address() + ":" + port : "[" + address() + "]:" + port;
  }
}
