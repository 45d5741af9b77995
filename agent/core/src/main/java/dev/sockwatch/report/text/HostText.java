package dev.sockwatch.report.text;

import dev.sockwatch.api.CounterView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.HostView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The network namespace for people: ports, what is counting just now, settings. */
final class HostText {
  private HostText() {}

  static List<String> lines(HostView host) {
    List<String> lines = new ArrayList<>();
    lines.add("this network namespace, all its processes");
    if (host.ephemeralFirst() != null) {
      lines.add(
          "  ephemeral ports "
              + host.ephemeralFirst()
              + " to "
              + host.ephemeralLast()
              + (host.ephemeralUsable() == null ? "" : ", " + host.ephemeralUsable() + " usable"));
    }
    for (FigureView figure : host.sockstat()) {
      lines.add("  " + figure.name() + "=" + figure.value());
    }
    for (CounterView counter : host.counters()) {
      if (counter.perSecond() != null && counter.perSecond() > 0) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  %s=%d, %.1f per second",
                counter.name(),
                counter.total(),
                counter.perSecond()));
      }
    }
    for (FigureView setting : host.settings()) {
      lines.add("  " + setting.name() + " = " + setting.value());
    }
    return lines;
  }
}
