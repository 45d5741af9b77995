package dev.sockwatch.agent.view;

import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.GroupView;
import dev.sockwatch.api.SummaryView;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.sample.ListedSockets.Descriptorless;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.text.AddressMask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts the sockets of this JVM as {@code ss -s} counts those of a host. */
public final class SummaryViews {
  private static final int AF_INET6 = 10;
  private static final int MAX_DESCRIPTORLESS = 1000;
  private static final int MAX_GROUPS = 1000;

  private final KernelSource kernel;
  private final AddressMask mask;

  public SummaryViews(KernelSource kernel, AddressMask mask) {
    this.kernel = kernel;
    this.mask = mask;
  }

  public SummaryView of(Snapshot snapshot, List<Descriptorless> withoutDescriptor) {
    Map<String, Long> transports = new TreeMap<>();
    Map<String, Long> states = new TreeMap<>();
    Map<String, Map<String, Long>> destinations = new LinkedHashMap<>();
    Map<String, Map<String, Long>> callSites = new LinkedHashMap<>();
    for (SocketSample socket : snapshot.sockets()) {
      count(transports, transport(socket));
      TcpState state = socket.state();
      if (state != null) {
        String site = socket.opening() == null ? null : socket.opening().callSite();
        count(states, state.name());
        count(destinations, socket.destination(), state);
        count(callSites, orUnknown(site), state);
      }
    }
    for (Descriptorless connection : withoutDescriptor) {
      TcpState state = connection.socket().state();
      count(states, state.name());
      count(destinations, connection.destination(), state);
      count(callSites, orUnknown(connection.callSite()), state);
    }
    return new SummaryView(
        figures(transports), figures(states), groups(destinations), groups(callSites));
  }

  public List<DescriptorlessView> views(List<Descriptorless> withoutDescriptor) {
    return withoutDescriptor.stream().limit(MAX_DESCRIPTORLESS).map(this::view).toList();
  }

  private DescriptorlessView view(Descriptorless connection) {
    Endpoint remote = connection.socket().remote();
    return new DescriptorlessView(
        connection.socket().state().name(),
        mask.endpoint(connection.socket().local()),
        remote == null ? null : mask.endpoint(remote),
        connection.role().word(),
        connection.destination(),
        connection.callSite(),
        connection.socket().timerMillis());
  }

  private String transport(SocketSample socket) {
    String protocol =
        switch (socket.protocol()) {
          case TCP -> "tcp";
          case UDP -> "udp";
          case UNIX -> "unix";
          default -> "other";
        };
    boolean ipv6 =
        socket.protocol().isInternet()
            && kernel.option(socket.fd(), SocketOption.SO_DOMAIN).orElse(-1) == AF_INET6;
    return ipv6 ? protocol + "6" : protocol;
  }

  private static String orUnknown(@Nullable String site) {
    return site == null ? "unknown" : site;
  }

  private static void count(Map<String, Long> counts, String word) {
    counts.merge(word, 1L, Long::sum);
  }

  private static void count(Map<String, Map<String, Long>> groups, String group, TcpState state) {
    count(groups.computeIfAbsent(group, g -> new TreeMap<>()), state.name());
  }

  /** Counts by name, the largest first. */
  private static List<FigureView> figures(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(e -> FigureView.of(e.getKey(), e.getValue()))
        .toList();
  }

  private static List<GroupView> groups(Map<String, Map<String, Long>> groups) {
    List<GroupView> views =
        groups.entrySet().stream()
            .map(e -> new GroupView(e.getKey(), figures(e.getValue())))
            .sorted(Comparator.comparingLong(GroupView::total).reversed())
            .toList();
    if (views.size() <= MAX_GROUPS) {
      return views;
    }
    Map<String, Long> others = new TreeMap<>();
    List<GroupView> rest = views.subList(MAX_GROUPS, views.size());
    for (GroupView group : rest) {
      group.states().forEach(s -> others.merge(s.name(), number(s), Long::sum));
    }
    List<GroupView> few = new ArrayList<>(views.subList(0, MAX_GROUPS));
    few.add(new GroupView(rest.size() + " others", figures(others)));
    return few;
  }

  private static long number(FigureView figure) {
    return figure.number() == null ? 0 : figure.number();
  }
}
