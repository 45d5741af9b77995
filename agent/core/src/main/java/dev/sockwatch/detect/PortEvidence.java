package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.text.Durations;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What findings about the ports to one destination say alike. */
final class PortEvidence {
  private static final long SECOND = 1_000_000_000L;

  private PortEvidence() {}

  static FindingKey key(FindingId id, DestinationPorts ports) {
    CallStack opening = ports.opening();
    return new FindingKey(id, ports.destination(), opening == null ? "" : opening.callSite());
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
  static String reuse(DestinationPorts ports) {
    return "reuse connections to "
        + ports.destination()
        + " (a pool, or one shared client), opened at "
        + SiteGroups.site(ports.opening())
        + "; only if that cannot be, net.ipv4.tcp_tw_reuse=1, which needs TCP time stamps at both"
        + " ends and no NAT that shares their address with others";
  }

  private static String rate(PortForecast forecast) {
    return String.format(Locale.ROOT, "%.1f", forecast.closedPerSecond());
  }
}
