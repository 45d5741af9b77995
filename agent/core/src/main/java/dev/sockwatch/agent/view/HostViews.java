package dev.sockwatch.agent.view;

import dev.sockwatch.api.CounterView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.HostView;
import dev.sockwatch.host.EphemeralPorts;
import dev.sockwatch.host.HostContext;
import dev.sockwatch.host.HostCounter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns the network namespace's figures into a view for the report. */
public final class HostViews {
  private HostViews() {}

  public static HostView of(HostContext context, @Nullable String socketList) {
    EphemeralPorts ports = context.settings().ephemeralPorts().orElse(null);
    return new HostView(
        socketList,
        texts(context.settings().values()),
        context.counters().stream().filter(c -> c.total() != 0).map(HostViews::view).toList(),
        numbers(context.sockstat()),
        ports == null ? null : (long) ports.ephemeralFirst(),
        ports == null ? null : (long) ports.ephemeralLast(),
        ports == null || ports.usable().isEmpty() ? null : (long) ports.usable().getAsInt());
  }

  private static CounterView view(HostCounter counter) {
    return new CounterView(
        counter.name(),
        counter.total(),
        counter.perSecond().isPresent() ? counter.perSecond().getAsDouble() : null);
  }

  private static List<FigureView> texts(Map<String, String> values) {
    return values.entrySet().stream().map(e -> FigureView.of(e.getKey(), e.getValue())).toList();
  }

  private static List<FigureView> numbers(Map<String, Long> values) {
    return values.entrySet().stream().map(e -> FigureView.of(e.getKey(), e.getValue())).toList();
  }
}
