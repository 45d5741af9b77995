package dev.sockwatch.report.telemetry;

import java.util.Locale;

/** How a connection ended: who closed first, and whether by a reset. */
public enum CloseInitiator {
  LOCAL,
  PEER,
  LOCAL_RESET,
  PEER_RESET,
  /** It had not: the JVM ended first. */
  OPEN;

  /** The attribute value: {@code peer_reset}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
