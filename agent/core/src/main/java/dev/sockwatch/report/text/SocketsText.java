package dev.sockwatch.report.text;

import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.DiagView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.GroupView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketGroupView;
import dev.sockwatch.api.SocketView;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The open sockets for people: counted, then one by one. */
public final class SocketsText {
  private static final int MAX_GROUPS = 20;
  private static final int MAX_SOCKETS = 200;
  private static final String MORE_IN_JSON = "a JSON report has all of them";

  private SocketsText() {}

  static List<String> lines(ReportView report) {
    List<String> lines = new ArrayList<>(bySite(report, report.withoutDescriptor()));
    if (!report.summary().states().isEmpty()) {
      lines.add("");
      lines.add("TCP: " + counts(report.summary().states()) + ", by destination");
      groups(lines, report.summary().destinations());
    }
    lines.addAll(each(report));
    return lines;
  }

  /** One by one, each behind an empty line. */
  static List<String> each(ReportView report) {
    List<String> lines = new ArrayList<>();
    for (SocketView socket : firstOf(report.sockets(), MAX_SOCKETS)) {
      lines.add("");
      lines.addAll(socket(socket));
    }
    long more = report.openSockets() - Math.min(MAX_SOCKETS, report.sockets().size());
    if (more > 0) {
      lines.add("  and " + more + " more; " + whereMore(report));
    }
    return lines;
  }

  private static String whereMore(ReportView report) {
    return report.unlisted() == null
        ? MORE_IN_JSON
        : "a JSON report has more: " + report.unlisted();
  }

  /** How many by role, state and line, most at one place first. */
  public static List<String> bySite(ReportView report, List<DescriptorlessView> withoutDescriptor) {
    Map<String, Long> groups = new LinkedHashMap<>();
    for (SocketGroupView group : report.socketGroups()) {
      groups.merge(place(group.role(), group.state(), group.callSite()), group.count(), Long::sum);
    }
    for (DescriptorlessView ended : withoutDescriptor) {
      groups.merge(place(ended.role(), ended.state(), ended.callSite()), 1L, Long::sum);
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        report.openSockets()
            + (report.openSockets() == 1 ? " socket" : " sockets")
            + " open"
            + (withoutDescriptor.isEmpty()
                ? ""
                : ", "
                    + withoutDescriptor.size()
                    + (withoutDescriptor.size() == 1 ? " connection" : " connections")
                    + " without a descriptor")
            + ", by role, kernel state and call site");
    groups.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .forEach(e -> lines.add(counted(e.getValue(), e.getKey())));
    return lines;
  }

  private static String place(String role, @Nullable String state, @Nullable String callSite) {
    return String.format(
        Locale.ROOT,
        "%-10s %-11s %s",
        role,
        state == null ? "-" : state,
        callSite == null ? "unknown" : callSite);
  }

  static void groups(List<String> lines, List<GroupView> groups) {
    for (GroupView group : firstOf(groups, MAX_GROUPS)) {
      lines.add(counted(group.total(), group.name() + "  " + counts(group.states())));
    }
    more(lines, groups.size() - MAX_GROUPS);
  }

  private static List<String> socket(SocketView socket) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  "
            + (socket.state() == null ? socket.kind() : socket.state())
            + " "
            + socket.role()
            + "  "
            + (socket.local() == null ? "unbound" : socket.local())
            + (socket.remote() == null ? "" : " -> " + socket.remote())
            + "  "
            + (socket.openedAtMillis() == null ? "known for " : "open for ")
            + Durations.text(socket.ageMillis() * 1_000_000)
            + (socket.closeRequested() ? ", closed by the program" : ""));
    lines.add(
        TextReport.site(socket.stackTakenAt())
            + (socket.callSite() == null ? "unknown" : socket.callSite()));
    lines.add(
        "    owner      "
            + ownerOf(socket)
            + ", descriptor "
            + socket.descriptor()
            + (socket.inode() == null ? "" : ", inode " + socket.inode()));
    if (socket.diag() != null) {
      lines.add("    queues     " + queues(socket, socket.diag()));
    }
    figures(lines, "    kernel     ", socket.kernel());
    figures(lines, "    options    ", socket.options());
    return lines;
  }

  private static String ownerOf(SocketView socket) {
    if (socket.owner() != null) {
      return socket.owner();
    }
    return (socket.kind().equals("unwoven")
            || (socket.kind().equals("adopted") && socket.stackTakenAt() == null))
        ? "unknown"
        : "garbage collected";
  }

  private static String queues(SocketView socket, DiagView diag) {
    boolean listener = "LISTEN".equals(socket.state());
    String send = diag.sendQueueBytes() == null ? "unknown" : diag.sendQueueBytes().toString();
    return (listener
            ? "accept " + diag.receiveQueueBytes() + " of " + send
            : "receive " + diag.receiveQueueBytes() + " bytes, send " + send + " bytes")
        + (diag.timer().equals("OFF")
            ? ""
            : ", timer "
                + diag.timer()
                + " in "
                + Durations.text(diag.timerMillis() * 1_000_000)
                + ", "
                + diag.timerRetransmits()
                + " unanswered");
  }

  /** What is 0 says nothing to a reader. */
  private static void figures(List<String> lines, String title, List<FigureView> figures) {
    String text =
        figures.stream()
            .filter(f -> f.number() == null || f.number() != 0)
            .map(f -> f.name() + "=" + f.value())
            .collect(Collectors.joining(" "));
    if (!text.isEmpty()) {
      lines.add(title + text);
    }
  }

  static String counts(List<FigureView> states) {
    return states.stream().map(s -> s.value() + " " + s.name()).collect(Collectors.joining(", "));
  }

  private static String counted(long count, String text) {
    return String.format(Locale.ROOT, "  %6d  %s", count, text);
  }

  private static <T> List<T> firstOf(List<T> all, int most) {
    return all.subList(0, Math.min(most, all.size()));
  }

  private static void more(List<String> lines, int number) {
    if (number > 0) {
      lines.add("  and " + number + " more; " + MORE_IN_JSON);
    }
  }
}
