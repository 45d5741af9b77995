package dev.sockwatch.report.text;

import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.GroupView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketGroupView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The TCP sockets of a report by call site, and those whose line is unknown by destination. */
public final class CallSiteGroups {
  private static final String UNKNOWN = "unknown";

  private CallSiteGroups() {}

  /** The groups of a report, those with most sockets first. */
  public static List<GroupView> of(ReportView report) {
    List<GroupView> sites = new ArrayList<>(report.summary().callSites());
    // Only the sockets that are listed can be separated; of more, the one group says more.
    List<GroupView> split = unknown(report);
    long listed = split.stream().mapToLong(GroupView::total).sum();
    if (sites.removeIf(site -> site.name().equals(UNKNOWN) && site.total() == listed)) {
      sites.addAll(split);
      sites.sort(Comparator.comparingLong(GroupView::total).reversed());
    }
    return sites;
  }

  private static List<GroupView> unknown(ReportView report) {
    Map<String, Map<String, Long>> destinations = new TreeMap<>();
    for (SocketGroupView open : report.socketGroups()) {
      count(destinations, open.callSite(), open.destination(), open.state(), open.count());
    }
    for (DescriptorlessView ended : report.withoutDescriptor()) {
      count(destinations, ended.callSite(), ended.destination(), ended.state(), 1);
    }
    List<GroupView> groups = new ArrayList<>();
    destinations.forEach(
        (destination, states) ->
            groups.add(
                new GroupView(
                    UNKNOWN + ", " + destination,
                    states.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(e -> FigureView.of(e.getKey(), e.getValue()))
                        .toList())));
    return groups;
  }

  private static void count(
      Map<String, Map<String, Long>> destinations,
      @Nullable String callSite,
      String destination,
      @Nullable String state,
      long number) {
    if (callSite == null && state != null) {
      destinations
          .computeIfAbsent(destination, name -> new TreeMap<>())
          .merge(state, number, Long::sum);
    }
  }
}
