package dev.sockwatch.cli;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changed from one report to the next, per second.
 *
 * @param opened sockets opened or accepted
 * @param closed descriptors released
 * @param receivedBytes over sockets that are open now; null where the kernel's counters are
 *     missing, or where there are too many sockets for each to be reported
 * @param sentBytes the same
 */
record Rates(
    double opened, double closed, @Nullable Double receivedBytes, @Nullable Double sentBytes) {
  /** Null when there is no time between them. */
  static @Nullable Rates between(@Nullable ReportView before, ReportView now) {
    long millis =
        before == null ? 0 : now.agent().writtenAtMillis() - before.agent().writtenAtMillis();
    if (before == null || millis <= 0) {
      return null;
    }
    double seconds = millis / 1000.0;
    return new Rates(
        (events(now, "opened", "accepted") - events(before, "opened", "accepted")) / seconds,
        (events(now, "released") - events(before, "released")) / seconds,
        bytes(before, now, "bytesReceived", seconds),
        bytes(before, now, "bytesSent", seconds));
  }

  private static long events(ReportView report, String... names) {
    return report.health().events().stream()
        .filter(e -> List.of(names).contains(e.name()))
        .mapToLong(e -> e.number() == null ? 0 : e.number())
        .sum();
  }

  private static @Nullable Double bytes(
      ReportView before, ReportView now, String name, double seconds) {
    if (before.unlisted() != null || now.unlisted() != null) {
      return null; // of some of them it would mislead
    }
    Map<Long, Long> earlier = new HashMap<>();
    for (SocketView socket : before.sockets()) {
      Long number = figure(socket, name);
      if (number != null) {
        earlier.put(socket.id(), number);
      }
    }
    long sum = 0;
    boolean known = false;
    for (SocketView socket : now.sockets()) {
      Long number = figure(socket, name);
      if (number != null) {
        known = true;
        // One that was adopted moved most of its bytes before anybody looked.
        boolean seenOpening = socket.openedAtMillis() != null;
        sum += number - earlier.getOrDefault(socket.id(), seenOpening ? 0L : number);
      }
    }
    return known ? Double.valueOf(sum / seconds) : null;
  }

  private static @Nullable Long figure(SocketView socket, String name) {
    for (FigureView figure : socket.kernel()) {
      if (figure.name().equals(name)) {
        return figure.number();
      }
    }
    return null;
  }
}
