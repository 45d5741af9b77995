package dev.sockwatch.report.text;

import dev.sockwatch.api.BlindSpotView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.text.Durations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The report for people: findings first, then the sockets, the host and the health. */
public final class TextReport {
  private static final int MAX_CALLERS = 5;
  private static final int MAX_FINDINGS = 20;
  private static final int VALUE_COLUMN = 15;
  private static final String UNSEEN = "unknown: no hook saw it open";

  private TextReport() {}

  /** The whole report, one line per element. */
  public static List<String> lines(ReportView report) {
    List<String> lines = new ArrayList<>();
    lines.addAll(findings(report));
    lines.add("");
    lines.addAll(SocketsText.lines(report));
    lines.add("");
    lines.addAll(HostText.lines(report.host()));
    lines.add("");
    lines.addAll(health(report));
    return lines;
  }

  /** The findings table that is printed when the JVM ends. */
  public static List<String> findings(ReportView report) {
    List<FindingView> open =
        report.findings().stream().filter(f -> f.state().equals("open")).toList();
    List<FindingView> resolved =
        report.findings().stream().filter(f -> f.state().equals("resolved")).toList();
    List<String> lines = new ArrayList<>();
    lines.add(headline(report, open.size(), resolved.size()));
    for (FindingView finding : open.subList(0, Math.min(MAX_FINDINGS, open.size()))) {
      lines.add("");
      lines.addAll(finding(finding));
    }
    if (open.size() > MAX_FINDINGS) {
      lines.add("");
      lines.add("  and " + (open.size() - MAX_FINDINGS) + " more; a JSON report has all of them");
    }
    for (FindingView finding : resolved.subList(0, Math.min(MAX_FINDINGS, resolved.size()))) {
      lines.add("");
      lines.addAll(LineWrap.words("  resolved ", VALUE_COLUMN, title(finding)));
      lines.add(siteLine(finding));
    }
    return lines;
  }

  private static String headline(ReportView report, int open, int resolved) {
    HealthView health = report.health();
    return (open == 0 ? "no findings" : open + (open == 1 ? " finding" : " findings"))
        + (resolved == 0 ? "" : " (" + resolved + " resolved)")
        + " in "
        + Durations.text(
            (report.agent().writtenAtMillis() - report.agent().startedAtMillis()) * 1_000_000)
        + "; "
        + sockets(event(health, "opened") + event(health, "accepted"))
        + " opened, "
        + report.openSockets()
        + " open now"
        + (health.ignoredFindings() == 0
            ? ""
            : "; " + health.ignoredFindings() + " ignored by sockwatch.ignore");
  }

  private static String sockets(long count) {
    return count + (count == 1 ? " socket" : " sockets");
  }

  private static long event(HealthView health, String name) {
    return health.events().stream()
        .filter(e -> e.name().equals(name))
        .mapToLong(e -> e.number() == null ? 0 : e.number())
        .sum();
  }

  private static List<String> finding(FindingView finding) {
    List<String> lines = new ArrayList<>();
    lines.addAll(LineWrap.words("  ", VALUE_COLUMN, title(finding)));
    lines.add(siteLine(finding));
    for (String frame : shown(finding.callers())) {
      lines.add("                 " + frame);
    }
    lines.add("    peer       " + finding.destination());
    lines.add("    since      " + Instant.ofEpochMilli(finding.openedAtMillis()));
    lines.addAll(LineWrap.items("    evidence   ", VALUE_COLUMN, figures(finding)));
    lines.addAll(LineWrap.words("    fix        ", VALUE_COLUMN, finding.remedy()));
    lines.add("    more       " + finding.documentation());
    return lines;
  }

  public static String title(FindingView finding) {
    return finding.severity().toUpperCase(Locale.ROOT)
        + " "
        + finding.id()
        + "  "
        + finding.summary();
  }

  /** "opened at" the blamed line, or what is known instead. */
  public static String where(FindingView finding) {
    return (isUse(finding.stackTakenAt()) ? "used at " : "opened at ")
        + (finding.callSite() == null ? UNSEEN : finding.callSite())
        + by(finding);
  }

  /** The library's line that opened what the blamed line asked for. */
  private static String by(FindingView finding) {
    return finding.evidence().stream()
        .filter(figure -> figure.name().equals("openedBy"))
        .map(figure -> " by " + figure.value())
        .findFirst()
        .orElse("");
  }

  private static String siteLine(FindingView finding) {
    return site(finding.stackTakenAt())
        + (finding.callSite() == null ? UNSEEN : finding.callSite())
        + by(finding);
  }

  /** What stands before a line: whether it opened a socket, or used one that was open already. */
  static String site(@Nullable String stackTakenAt) {
    return isUse(stackTakenAt) ? "    used at    " : "    opened at  ";
  }

  private static boolean isUse(@Nullable String stackTakenAt) {
    return "use".equals(stackTakenAt);
  }

  /** The innermost, as many as a reader takes in. */
  static List<String> shown(List<String> callers) {
    List<String> inner = callers.subList(0, Math.min(MAX_CALLERS, callers.size()));
    boolean endsInAGap = !inner.isEmpty() && inner.get(inner.size() - 1).startsWith("... ");
    return endsInAGap ? inner.subList(0, inner.size() - 1) : inner;
  }

  private static List<String> figures(FindingView finding) {
    return finding.evidence().stream().map(f -> f.name() + "=" + f.value()).toList();
  }

  private static String known(@Nullable Long number) {
    return number == null ? "unknown" : number.toString();
  }

  static List<String> health(ReportView report) {
    HealthView health = report.health();
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT,
            "sockwatch %s, pid %d, JDK %s, kernel source %s, %d rounds every %s, last %d us%s",
            report.agent().version(),
            report.agent().pid(),
            report.agent().jdk(),
            report.agent().kernelSource(),
            health.rounds(),
            Durations.text(health.samplingIntervalMillis() * 1_000_000),
            health.lastRoundMicros(),
            health.roundsPerSocket() == 1
                ? ""
                : ", each socket in one of " + health.roundsPerSocket()));
    lines.add(
        String.format(
            Locale.ROOT,
            "descriptors %s of %s, dropped events %d, hook errors %d, sockets no hook saw %d",
            known(health.openDescriptors()),
            known(health.descriptorLimit()),
            health.droppedEvents(),
            health.hookErrors(),
            health.unexplainedSockets()));
    if (!health.notExported().isEmpty()) {
      lines.add(
          "not exported "
              + String.join(
                  ", ",
                  health.notExported().stream().map(f -> f.name() + " " + f.value()).toList()));
    }
    for (BlindSpotView missing : health.missingHooks()) {
      lines.add("not seen: " + missing.hook() + ": " + missing.consequence());
    }
    return lines;
  }
}
