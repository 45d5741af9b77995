package dev.sockwatch.tests.kernel;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that are spelled in different ways, in one. */
final class Addresses {
  private Addresses() {}

  /**
   * Address and port as Java prints them: an IPv4-mapped IPv6 address is IPv4 then. The brackets
   * and zeros that ss and the report may use are gone.
   */
  static String plain(String printed) {
    int colon = printed.lastIndexOf(':');
    String host = printed.substring(0, colon).replaceAll("[\\[\\]]|%.*", "");
    if (host.equals("*")) {
      host = "::";
    }
    try {
      return InetAddress.getByName(host).getHostAddress() + printed.substring(colon);
    } catch (UnknownHostException e) {
      throw new AssertionError("no address: " + printed, e);
    }
  }
}
