package dev.sockwatch.report.log;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.text.SocketsText;
import dev.sockwatch.report.text.TextReport;
import dev.sockwatch.text.Durations;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  /** Logs what changed in one round. */
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
        logger.info("{}", line(change));
      } else {
        suppressed++;
      }
    }
  }

  /** The table when the JVM ends. */
  public void atExit(ReportView report) {
    logger.info("{}", String.join("\n", TextReport.findings(report)));
  }

  /** Once, when a call failed because no descriptor was left. */
  public void descriptorsExhausted(ReportView report) {
    logger.warn(
        "too many open files: {} of {} descriptors; {}",
        report.health().openDescriptors() == null ? "all" : report.health().openDescriptors(),
        report.health().descriptorLimit(),
        String.join("\n", SocketsText.bySite(report.sockets(), List.of())));
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
              + ", came back after "
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
    return Durations.text((until - finding.firstSeenMillis()) * 1_000_000);
  }
}
