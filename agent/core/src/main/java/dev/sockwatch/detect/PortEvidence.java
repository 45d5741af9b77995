package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.text.Durations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What findings about the ports to one destination say alike. */
final class PortEvidence {
  private static final long SECOND = 1_000_000_000L;
  private static final int NAMED = 3;
  private static final int LISTED = 8;

  private PortEvidence() {}

  static FindingKey key(FindingId id, DestinationPorts ports, @Nullable CallStack opening) {
    return new FindingKey(id, ports.destination(), opening == null ? "" : opening.callSite());
  }

  /** The line that holds most by closed connections, or null when no hook saw that. */
  static @Nullable CallStack closing(DestinationPorts ports) {
    List<PortShare> closers = ports.closers();
    return closers.isEmpty() ? null : closers.get(0).opening();
  }

  /** Where several lines hold ports: which, and how large a share; else nothing. */
  static String shares(List<PortShare> holders, ToIntFunction<PortShare> number) {
    if (holders.size() < 2) {
      return "";
    }
    return "; "
        + holders.stream()
            .limit(NAMED)
            .map(h -> percent(h, holders, number) + " % of them by " + SiteGroups.site(h.opening()))
            .collect(Collectors.joining(", "));
  }

  /** The same as a figure. */
  static void putShares(
      Map<String, Object> evidence, List<PortShare> holders, ToIntFunction<PortShare> number) {
    if (holders.size() > 1) {
      evidence.put(
          holders.stream().anyMatch(PortShare::isEstimated) ? "heldByAbout" : "heldBy",
          holders.stream()
              .limit(LISTED)
              .map(h -> number.applyAsInt(h) + " " + SiteGroups.site(h.opening()))
              .collect(Collectors.joining(", ")));
    }
  }

  private static long percent(
      PortShare holder, List<PortShare> all, ToIntFunction<PortShare> number) {
    int sum = all.stream().mapToInt(number).sum();
    return Math.round(number.applyAsInt(holder) * 100.0 / Math.max(1, sum));
  }

  static Map<String, Object> of(DestinationPorts ports, int usable, PortForecast forecast) {
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("usablePorts", (long) usable);
    evidence.put("usedPorts", (long) ports.used());
    evidence.put("timeWait", (long) ports.timeWait());
    evidence.put("timeWaitGivenBack", (long) ports.givenBack());
    evidence.put("heldSeconds", (long) ports.heldSeconds());
    if (ports.timeWait() > 0) {
      evidence.put("closesFirst", "this side");
      evidence.put("closedPerSecond", Math.round(forecast.closedPerSecond() * 10) / 10.0);
    }
    forecast.secondsLeft().ifPresent(s -> evidence.put("secondsUntilNoPort", s));
    return evidence;
  }

  /** After "X ports": when none is left. */
  static String outlook(PortForecast forecast) {
    OptionalLong left = forecast.secondsLeft();
    if (left.isEmpty()) {
      return "";
    }
    return left.getAsLong() == 0
        ? "; none is left, so connect fails with \"Cannot assign requested address\""
        : "; none is left in "
            + Durations.text(left.getAsLong() * SECOND)
            + " at "
            + rate(forecast)
            + " connections per second";
  }

  /** What to do about connections that are closed by this side and opened again. */
  static String reuse(DestinationPorts ports, @Nullable CallStack opening) {
    return "reuse connections to "
        + ports.destination()
        + " (a pool, or one shared client), opened at "
        + SiteGroups.site(opening)
        + "; only if that cannot be, net.ipv4.tcp_tw_reuse=1, which needs TCP time stamps at both"
        + " ends and no NAT that shares their address with others";
  }

  private static String rate(PortForecast forecast) {
    return String.format(Locale.ROOT, "%.1f", forecast.closedPerSecond());
  }
}
