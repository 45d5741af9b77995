package dev.sockwatch.host;

import dev.sockwatch.kernel.ProcFiles;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The TCP settings of this network namespace, from {@code /proc/sys/net}.
 *
 * <p>What this kernel does not have, or shows to the host's own namespace only (as several of
 * {@code net.core} in a container), is absent and never a default.
 *
 * @param values by sysctl name ({@code net.ipv4.tcp_keepalive_time}), in a stable order; several
 *     numbers in one setting are separated by one blank
 */
public record HostSettings(Map<String, String> values) {
  /** No setting can be read. */
  public static final HostSettings NONE = new HostSettings(Map.of());

  public HostSettings {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static HostSettings read(ProcFiles proc) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : SysctlNames.ALL) {
      String text = proc.text("sys/" + name.replace('.', '/'));
      if (!text.isEmpty()) { // one that is set to nothing still has its line feed
        values.put(name, text.strip().replace('\t', ' '));
      }
    }
    return new HostSettings(values);
  }

  /** A setting of one number, in the unit that the kernel documents; empty when it is absent. */
  public OptionalLong number(String name) {
    return number(name, 0, 1);
  }

  /**
   * One number of a setting that has several, such as the three of {@code net.ipv4.tcp_rmem}.
   *
   * @param index which one, from 0
   * @param count how many numbers the setting has; with more or fewer it is not understood
   */
  public OptionalLong number(String name, int index, int count) {
    String value = values.get(name);
    String[] numbers = value == null ? new String[0] : value.split(" ", -1);
    if (numbers.length != count) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(numbers[index]));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  /** The local ports that connects choose from; empty when the range cannot be read. */
  public Optional<EphemeralPorts> ephemeralPorts() {
    OptionalLong first = number("net.ipv4.ip_local_port_range", 0, 2);
    OptionalLong last = number("net.ipv4.ip_local_port_range", 1, 2);
    return first.isPresent() && last.isPresent()
        ? EphemeralPorts.of(
            first.getAsLong(), last.getAsLong(), values.get("net.ipv4.ip_local_reserved_ports"))
        : Optional.empty();
  }
}
