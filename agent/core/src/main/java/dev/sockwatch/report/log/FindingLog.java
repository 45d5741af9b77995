package dev.sockwatch.report.log;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.text.SocketsText;
import dev.sockwatch.report.text.TextReport;
import dev.sockwatch.text.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One line when a finding opens, one when it gets worse or ten times as many, one now and then
 * while it goes on, one when it is resolved, a table at the end; a bounded number of lines a
 * minute.
 */
public final class FindingLog {
  private static final int LINES_PER_MINUTE = 30;
  private static final long MINUTE_MILLIS = 60_000;

  private final Logger logger = LoggerFactory.getLogger("sockwatch");
  private long minuteBegan;
  private int linesThisMinute;
  private int suppressed;

  /**
   * Logs what changed in one round.
   *
   * @param nowMillis on a clock that nobody sets
   */
  public void changes(List<FindingChange> changes, long nowMillis) {
    if (nowMillis - minuteBegan >= MINUTE_MILLIS) {
      if (suppressed > 0) {
        logger.info("{} more changes of findings were not logged; the report has all", suppressed);
      }
      minuteBegan = nowMillis;
      linesThisMinute = 0;
      suppressed = 0;
    }
    for (FindingChange change : changes) {
      if (linesThisMinute++ < LINES_PER_MINUTE) {
        logger
            .atLevel(level(change))
            .addKeyValue("finding", fields(change))
            .log("{}", line(change));
      } else {
        suppressed++;
      }
    }
  }

  /** The table when the JVM ends. */
  public void atExit(ReportView report) {
    logger.info(String.join("\n", TextReport.findings(report)));
  }

  /** Once, when a call failed because no descriptor was left. */
  public void descriptorsExhausted(ReportView report) {
    Long open = report.health().openDescriptors();
    logger.warn(
        "too many open files: "
            + (open == null ? "all" : open)
            + " of "
            + report.health().descriptorLimit()
            + " descriptors; "
            + String.join("\n", SocketsText.bySite(report, List.of())));
  }

  /** What stands behind "finding" where lines are JSON. */
  private static Map<String, Object> fields(FindingChange change) {
    FindingView finding = change.finding();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", finding.id());
    fields.put("status", change.what().name().toLowerCase(Locale.ROOT));
    fields.put("severity", finding.severity());
    fields.put("count", finding.count());
    fields.put("callSite", finding.callSite());
    fields.put("destination", finding.destination());
    return fields;
  }

  private static Level level(FindingChange change) {
    if (change.what() == FindingChange.What.RESOLVED) {
      return Level.INFO;
    }
    return switch (change.finding().severity()) {
      case "error" -> Level.ERROR;
      case "warning" -> Level.WARN;
      default -> Level.INFO;
    };
  }

  static String line(FindingChange change) {
    FindingView finding = change.finding();
    String where = "; " + TextReport.where(finding) + "; destination " + finding.destination();
    String more = "; see " + finding.documentation();
    return switch (change.what()) {
      case OPENED -> TextReport.title(finding) + where + more;
      case WORSE -> TextReport.title(finding) + where + " (worse than reported before)" + more;
      case STILL -> "still " + TextReport.title(finding) + development(change) + where + more;
      case RESOLVED ->
          "resolved "
              + finding.id()
              + " after "
              + openFor(finding)
              + ": was "
              + finding.summary()
              + where;
    };
  }

  /** "; was 12 4 min ago", where the number tells how it develops. */
  private static String development(FindingChange change) {
    FindingChange.Before before = change.before();
    return before == null
        ? ""
        : " ("
            + (before.count() == change.finding().count()
                ? "as many as "
                : "was " + before.count() + " ")
            + Durations.text(before.agoMillis() * 1_000_000)
            + " ago)";
  }

  private static String openFor(FindingView finding) {
    Long resolvedAt = finding.resolvedAtMillis();
    long until = resolvedAt == null ? finding.lastSeenMillis() : resolvedAt;
    return Durations.text(Math.max(0, until - finding.openedAtMillis()) * 1_000_000);
  }
}
