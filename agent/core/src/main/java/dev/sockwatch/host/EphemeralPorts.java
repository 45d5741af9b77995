package dev.sockwatch.host;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The local ports that the kernel chooses from when a program names none (ip-sysctl.rst, {@code
 * ip_local_port_range}).
 *
 * @param ephemeralFirst the lowest
 * @param ephemeralLast the highest, which belongs to the range
 * @param usable how many of them {@code ip_local_reserved_ports} leaves; empty when that list
 *     cannot be read
 */
public record EphemeralPorts(int ephemeralFirst, int ephemeralLast, OptionalInt usable) {
  private static final int MAX_PORT = 65535;

  /**
   * Empty unless {@code first} to {@code last} is a range of ports.
   *
   * @param reserved single ports and ranges, such as {@code 8080,10000-10100}
   */
  static Optional<EphemeralPorts> of(long first, long last, @Nullable String reserved) {
    if (first < 0 || first > last || last > MAX_PORT) {
      return Optional.empty();
    }
    OptionalInt usable =
        reserved == null ? OptionalInt.empty() : usable((int) first, (int) last, reserved);
    return Optional.of(new EphemeralPorts((int) first, (int) last, usable));
  }

  private static OptionalInt usable(int first, int last, String reserved) {
    BitSet ports = new BitSet();
    ports.set(first, last + 1);
    try {
      for (String range : reserved.isEmpty() ? new String[0] : reserved.split(",", -1)) {
        int dash = range.indexOf('-');
        int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
        int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
        ports.clear(from, to + 1);
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(ports.cardinality());
  }
}
