package dev.sockwatch.host;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the kernel says about TCP as a whole, beside what it says about single sockets.
 *
 * @param settings at most a minute old, or as old as the last that could be read
 * @param counters of the network namespace, in the kernel's order
 * @param sockstat how many sockets there are, by report name ({@code tcpTimeWait}); {@code
 *     tcpOrphan}, {@code tcpAllocated} and the memory are the whole host's
 */
public record HostContext(
    HostSettings settings, List<HostCounter> counters, Map<String, Long> sockstat) {
  /** Nothing is known: there is no /proc. */
  public static final HostContext NONE = new HostContext(HostSettings.NONE, List.of(), Map.of());

  public HostContext {
    counters = List.copyOf(counters);
    sockstat = Collections.unmodifiableMap(new LinkedHashMap<>(sockstat));
  }

  /** A counter by nstat's name, such as {@code TcpExtListenOverflows}. */
  public Optional<HostCounter> counter(String name) {
    for (HostCounter counter : counters) {
      if (counter.name().equals(name)) {
        return Optional.of(counter);
      }
    }
    return Optional.empty();
  }

  /** A number of {@link #sockstat}, empty when the kernel does not report it. */
  public OptionalLong sockstat(String name) {
    Long number = sockstat.get(name);
    return number == null ? OptionalLong.empty() : OptionalLong.of(number);
  }
}
