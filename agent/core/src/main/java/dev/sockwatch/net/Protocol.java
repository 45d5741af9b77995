package dev.sockwatch.net;

/**
 * What a socket speaks, by its IPPROTO number (SO_PROTOCOL; Linux {@code include/uapi/linux/in.h}).
 */
public enum Protocol {
  /** IPPROTO_TCP. */
  TCP(6, true),
  /** IPPROTO_UDP. */
  UDP(17, true),
  /** Unix domain, whose sockets have no protocol number but 0 (unix(7)). */
  UNIX(0, false),
  /** Another protocol, as SCTP or ICMP. */
  OTHER(-1, true),
  /** Not asked yet, or it cannot be asked. */
  UNKNOWN(-1, false);

  private final int number;
  private final boolean internet;

  Protocol(int number, boolean internet) {
    this.number = number;
    this.internet = internet;
  }

  /** The protocol of a number that the kernel gave. */
  public static Protocol of(int number) {
    for (Protocol known : values()) {
      if (known.number == number && number >= 0) {
        return known;
      }
    }
    return OTHER;
  }

  /** The IPPROTO number; -1 where there is not one. */
  public int number() {
    return number;
  }

  /** Whether its addresses are an IP address and a port. */
  public boolean isInternet() {
    return internet;
  }
}
