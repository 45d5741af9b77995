package dev.sockwatch.sample;

import dev.sockwatch.host.EphemeralPorts;
import dev.sockwatch.host.HostContext;
import dev.sockwatch.host.TimeWaitReuse;
import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.snapshot.PortUse;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.table.SocketTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Looks after the ephemeral ports. The kernel's list of all sockets costs a microsecond for each,
 * so it is asked for only where the counts of /proc say that half the ports to one destination may
 * be in use: then once a window, and every round once they are. Used by the sampler alone.
 */
final class PortSampler {
  /** From so much of the ports in use on a round looks closer. */
  private static final int WORTH_A_LOOK_PERCENT = 50;

  private final SocketTable table;
  private final KernelSource kernel;
  private final KnownAddresses addresses;
  private final long windowNanos;
  private PortUse last = PortUse.NONE;
  private long lookedAtNanos;

  /**
   * A watch.
   *
   * @param windowNanos how often to look when there are ports enough
   */
  PortSampler(SocketTable table, KernelSource kernel, KnownAddresses addresses, long windowNanos) {
    this.table = table;
    this.kernel = kernel;
    this.addresses = addresses;
    this.windowNanos = windowNanos;
  }

  /** The ports that this JVM's destinations use, as far as it is worth a look. */
  PortUse round(List<SocketSample> sockets, HostContext host, long now) {
    EphemeralPorts ports = host.settings().ephemeralPorts().orElse(null);
    OptionalInt usable = ports == null ? OptionalInt.empty() : ports.usable();
    if (ports == null || usable.isEmpty() || !mayBeUsed(usable.getAsInt(), sockets, host)) {
      last = PortUse.NONE;
      return last;
    }
    if (last.usable() == 0 || isUsed(last) || now - lookedAtNanos >= windowNanos) {
      addresses.noteNow(table);
      List<KernelSocket> listed = kernel.list(false);
      addresses.noteReleasedMeanwhile(table);
      last =
          new PortUse(
              usable.getAsInt(),
              PortCount.of(listed, ports, TimeWaitReuse.of(host.settings()), addresses, now));
      addresses.open().clear();
      lookedAtNanos = now;
    }
    return last;
  }

  private static boolean isUsed(PortUse use) {
    return use.destinations().stream()
        .anyMatch(d -> (long) d.used() * 100 >= (long) use.usable() * WORTH_A_LOOK_PERCENT);
  }

  /** Whether our own connections, all neighbours' and all TIME_WAITs could be that many. */
  private static boolean mayBeUsed(int usable, List<SocketSample> sockets, HostContext host) {
    long enough = (long) usable * WORTH_A_LOOK_PERCENT / 100;
    long timeWait = host.sockstat("tcpTimeWait").orElse(0);
    long inUse = host.sockstat("tcpInUse").orElse(0) + host.sockstat("tcp6InUse").orElse(0);
    if (timeWait + inUse < enough) {
      return false;
    }
    Map<String, Integer> clients = new HashMap<>();
    long own = 0;
    int most = 0;
    for (SocketSample socket : sockets) {
      own += socket.protocol() == Protocol.TCP ? 1 : 0;
      if (socket.role() == Role.CLIENT && socket.remote() != null) {
        most = Math.max(most, clients.merge(socket.destination(), 1, Integer::sum));
      }
    }
    return timeWait + Math.max(0, inUse - own) + most >= enough;
  }
}
