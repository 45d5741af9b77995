package dev.sockwatch.cli;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.GroupView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.control.Answer;
import dev.sockwatch.report.text.CallSiteGroups;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report on a screen of a given size: what matters most fits on it. */
final class WatchScreen {
  private static final int FIXED_ROWS = 7;
  private static final int ROWS_PER_FINDING = 2;

  private WatchScreen() {}

  /** One line per element, none wider than the screen. */
  static List<String> lines(
      Answer answer, ReportView report, @Nullable Rates rates, Terminal.Size size) {
    List<FindingView> findings = newestFirst(report.findings());
    int room = Math.max(2, size.rows() - FIXED_ROWS);
    int forFindings = Math.min(findings.size() * ROWS_PER_FINDING, room / 2);
    List<String> lines = new ArrayList<>();
    lines.add(title(answer, report));
    lines.add(numbers(report, rates));
    lines.add("");
    lines.add("SOCKETS  STATE        OPENED AT");
    lines.addAll(sockets(CallSiteGroups.of(report), room - forFindings, size.columns()));
    lines.add("");
    lines.add(findingsTitle(findings));
    for (FindingView finding : findings.subList(0, forFindings / ROWS_PER_FINDING)) {
      lines.add(finding(finding));
      lines.add("           at " + Texts.end(site(finding), size.columns() - 14));
    }
    return lines.stream().map(line -> Texts.beginning(line, size.columns())).toList();
  }

  private static String title(Answer answer, ReportView report) {
    return "sockwatch "
        + answer.version()
        + "  pid "
        + report.agent().pid()
        + "  JDK "
        + report.agent().jdk().replaceAll("\\+.*", "")
        + "  "
        + (answer.watching() ? "watching" : "OFF")
        + ", inside for "
        + Durations.text((report.agent().writtenAtMillis() - answer.startedAtMillis()) * 1_000_000);
  }

  private static String numbers(ReportView report, @Nullable Rates rates) {
    Long descriptors = report.health().openDescriptors();
    Long limit = report.health().descriptorLimit();
    return report.openSockets()
        + " open"
        + rates(rates)
        + (descriptors == null || limit == null
            ? ""
            : "  descriptors " + descriptors + " of " + limit);
  }

  /** Empty before there are two reports. */
  static String rates(@Nullable Rates rates) {
    if (rates == null) {
      return "";
    }
    return String.format(Locale.ROOT, "  +%.1f/s -%.1f/s", rates.opened(), rates.closed())
        + (rates.receivedBytes() == null ? "" : "  in " + bytes(rates.receivedBytes()))
        + (rates.sentBytes() == null ? "" : "  out " + bytes(rates.sentBytes()));
  }

  private static String bytes(double perSecond) {
    double number = perSecond;
    for (String unit : List.of("B", "kB", "MB")) {
      if (number < 1000) {
        return String.format(
            Locale.ROOT, unit.equals("B") ? "%.0f %s/s" : "%.1f %s/s", number, unit);
      }
      number /= 1000;
    }
    return String.format(Locale.ROOT, "%.1f GB/s", number);
  }

  private static List<String> sockets(List<GroupView> callSites, int room, int columns) {
    record Line(long number, String state, String site) {}
    List<Line> all = new ArrayList<>();
    for (GroupView site : callSites) {
      for (FigureView state : site.states()) {
        all.add(new Line(state.number() == null ? 0 : state.number(), state.name(), site.name()));
      }
    }
    all.sort(Comparator.comparingLong(Line::number).reversed());
    int shown = all.size() <= room ? all.size() : room - 1;
    List<String> lines = new ArrayList<>();
    for (Line line : all.subList(0, shown)) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%7d  %-11s  %s",
              line.number(),
              line.state(),
              Texts.end(line.site(), columns - 22)));
    }
    if (shown < all.size()) {
      lines.add("         and " + (all.size() - shown) + " more kinds");
    }
    return lines;
  }

  private static List<FindingView> newestFirst(List<FindingView> findings) {
    return findings.stream()
        .sorted(
            Comparator.comparing((FindingView f) -> f.state().equals("open") ? 0 : 1)
                .thenComparing(Comparator.comparingLong(FindingView::openedAtMillis).reversed()))
        .toList();
  }

  private static String findingsTitle(List<FindingView> findings) {
    long open = findings.stream().filter(f -> f.state().equals("open")).count();
    return findings.isEmpty()
        ? "no findings"
        : "FINDINGS  " + open + " open, " + (findings.size() - open) + " resolved; newest first";
  }

  private static String finding(FindingView finding) {
    return String.format(
        Locale.ROOT,
        "%-9s  %s  %s",
        finding.state().equals("open") ? finding.severity().toUpperCase(Locale.ROOT) : "resolved",
        finding.id(),
        finding.summary());
  }

  static String site(FindingView finding) {
    return finding.callSite() == null ? "unknown, " + finding.destination() : finding.callSite();
  }
}
