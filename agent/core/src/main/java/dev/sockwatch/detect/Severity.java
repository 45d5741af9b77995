package dev.sockwatch.detect;

import java.util.Locale;

/** How bad a finding is; exit codes, test failures and alerts look at warning and above. */
public enum Severity {
  /** Worth knowing; a healthy application may have some. */
  ADVICE,
  /** Will hurt. */
  WARNING,
  /** Losing data or descriptors now. */
  ERROR;

  /** The word used in reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
