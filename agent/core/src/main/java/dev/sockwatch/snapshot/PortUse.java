package dev.sockwatch.snapshot;

import java.util.List;

/**
 * How this network namespace's ephemeral ports are used, where it is worth a look.
 *
 * @param usable how many ports {@code ip_local_port_range} has without {@code
 *     ip_local_reserved_ports}; 0 when not looked at
 * @param destinations where this JVM connects to, the most used first; neighbours' connections
 *     there are counted
 */
public record PortUse(int usable, List<DestinationPorts> destinations) {
  /** Not looked at: there are far more ports than sockets, or nothing is known. */
  public static final PortUse NONE = new PortUse(0, List.of());
}
