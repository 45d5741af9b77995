package dev.sockwatch.report.text;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.GroupView;
import dev.sockwatch.api.ReportView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report for a person who asked a running agent.
 *
 * @param openOnly leaves resolved findings out
 * @param sockets adds every open socket
 * @param by what the sockets are counted by
 */
public record CommandReport(boolean openOnly, boolean sockets, Grouping by) {

  /** The text, one line per element. */
  public List<String> lines(ReportView report) {
    List<String> lines = new ArrayList<>(TextReport.findings(openOnly ? open(report) : report));
    lines.add("");
    lines.add(counted(report));
    SocketsText.groups(lines, groups(report));
    if (sockets) {
      lines.addAll(SocketsText.each(report));
    }
    lines.add("");
    lines.addAll(TextReport.health(report));
    return lines;
  }

  private static ReportView open(ReportView report) {
    return report.with(report.findings().stream().filter(f -> f.state().equals("open")).toList());
  }

  private String counted(ReportView report) {
    String transports = SocketsText.counts(report.summary().transports());
    int without = report.withoutDescriptor().size();
    return report.openSockets()
        + (report.openSockets() == 1 ? " socket open" : " sockets open")
        + (transports.isEmpty() ? "" : " (" + transports + ")")
        + (without == 0
            ? ""
            : ", "
                + without
                + (without == 1 ? " connection" : " connections")
                + " without a descriptor")
        + ", TCP by "
        + switch (by) {
          case SITE -> "call site";
          case DESTINATION -> "destination";
          case STATE -> "state";
        };
  }

  private List<GroupView> groups(ReportView report) {
    return switch (by) {
      case SITE -> CallSiteGroups.of(report);
      case DESTINATION -> report.summary().destinations();
      case STATE -> turned(CallSiteGroups.of(report));
    };
  }

  /** For each state the call sites, most first. */
  private static List<GroupView> turned(List<GroupView> callSites) {
    Map<String, List<FigureView>> states = new LinkedHashMap<>();
    for (GroupView site : callSites) {
      for (FigureView state : site.states()) {
        long number = state.number() == null ? 0 : state.number();
        states
            .computeIfAbsent(state.name(), name -> new ArrayList<>())
            .add(FigureView.of(site.name(), number));
      }
    }
    return states.entrySet().stream()
        .map(e -> new GroupView(e.getKey(), e.getValue()))
        .sorted(Comparator.comparingLong(GroupView::total).reversed())
        .toList();
  }
}
