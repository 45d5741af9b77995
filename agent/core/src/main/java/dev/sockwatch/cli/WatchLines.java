package dev.sockwatch.cli;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.ReportView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports as lines that are appended: one for each, and one or two for each change of a finding.
 */
final class WatchLines {
  private final Set<String> shown = new HashSet<>();

  /** The lines that this report adds. */
  List<String> next(ReportView report, @Nullable Rates rates) {
    List<String> lines = new ArrayList<>();
    Instant at = Instant.ofEpochMilli(report.agent().writtenAtMillis());
    StringBuilder line =
        new StringBuilder(at.truncatedTo(ChronoUnit.SECONDS).toString())
            .append("  ")
            .append(report.openSockets())
            .append(" open")
            .append(WatchScreen.rates(rates));
    String gap = "  ";
    for (FigureView state : report.summary().states()) {
      line.append(gap).append(state.value()).append(' ').append(state.name());
      gap = ", ";
    }
    lines.add(line.toString());
    for (FindingView finding : report.findings()) {
      // A resolved finding may come back.
      String key = finding.id() + finding.destination() + finding.callSite();
      if (shown.add(key + finding.state() + finding.openedAtMillis())) {
        lines.add(
            "  "
                + (finding.state().equals("open")
                    ? finding.severity().toUpperCase(Locale.ROOT)
                    : "resolved")
                + " "
                + finding.id()
                + "  "
                + finding.summary());
        lines.add("    at " + WatchScreen.site(finding));
      }
    }
    return lines;
  }
}
