package dev.sockwatch.table;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
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

  /** The numeric address, IPv6 without brackets. */
  public String address() {
    ByteBuffer bytes = ByteBuffer.allocate(ipv4 ? 4 : 16);
    if (ipv4) {
      bytes.putInt((int) low);
    } else {
      bytes.putLong(high).putLong(low);
    }
    try {
      return InetAddress.getByAddress(bytes.array()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("neither 4 nor 16 bytes", e);
    }
  }

  /** The numeric address and port, IPv6 in brackets (RFC 5952 section 6). */
  @Override
  public String toString() {
    return ipv4 ? address() + ":" + port : "[" + address() + "]:" + port;
  }
}
