package dev.sockwatch.net;

import java.util.Locale;

/** What a socket is for, as far as it is known. */
public enum Role {
  /** Neither connected, accepted nor listening yet. */
  UNCONNECTED,
  /** This JVM asked for the connection. */
  CLIENT,
  /** This JVM accepted the connection. */
  SERVER,
  /** It accepts connections. */
  LISTENER,
  /** It sends and receives datagrams. */
  DATAGRAM;

  /** The word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
