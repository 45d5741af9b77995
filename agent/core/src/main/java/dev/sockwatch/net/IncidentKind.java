package dev.sockwatch.net;

/** What happened to a socket at one moment, over before a sampling round can see it. */
public enum IncidentKind {
  /** A connect took so long that a SYN may have been lost; elapsed since its start. */
  CONNECTED_SLOWLY,
  /** A socket was closed while it connected, by the program or by the JDK; elapsed likewise. */
  CLOSED_CONNECTING,
  /** The connect call failed, mostly right after the above; elapsed likewise. */
  CONNECT_FAILED,
  /** The program closed a connection; elapsed since it was opened. */
  CLOSED,
  /** A read failed as the peer had reset the connection; elapsed since it was opened. */
  READ_RESET,
  /** A write failed as the peer had reset the connection; elapsed since it was opened. */
  WRITE_RESET,
  /** Several writes in a row and then a late answer; elapsed since the last write. */
  ANSWERED_LATE
}
