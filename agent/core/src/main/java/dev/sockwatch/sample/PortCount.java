package dev.sockwatch.sample;

import dev.sockwatch.host.EphemeralPorts;
import dev.sockwatch.host.TimeWaitReuse;
import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.sample.KnownAddresses.Place;
import dev.sockwatch.snapshot.DestinationPorts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts the ephemeral ports that one listing of the kernel shows in use. */
final class PortCount {
  /** {@code TCP_TIMEWAIT_LEN} in Linux {@code include/net/tcp.h}. */
  private static final int TIME_WAIT_SECONDS = 60;

  private static final int MILLIS = 1000;

  /** From one own address to one destination: each pair has all ports to choose from. */
  private record Pair(long high, long low, Endpoint remote) {}

  private final EphemeralPorts ports;
  private final TimeWaitReuse reuse;
  private final KnownAddresses places;
  private final Map<Pair, Tally> tallies = new LinkedHashMap<>();
  private final BitSet listening = new BitSet();

  private PortCount(EphemeralPorts ports, TimeWaitReuse reuse, KnownAddresses places) {
    this.ports = ports;
    this.reuse = reuse;
    this.places = places;
  }

  /** What is used by connections to where this JVM connects to. */
  static List<DestinationPorts> of(
      List<KernelSocket> listed, EphemeralPorts ports, TimeWaitReuse reuse, KnownAddresses places) {
    PortCount count = new PortCount(ports, reuse, places);
    listed.forEach(count::add);
    Map<String, DestinationPorts> most = new LinkedHashMap<>();
    for (Tally tally : count.tallies.values()) {
      DestinationPorts one = tally.view(count.listening);
      most.merge(one.destination(), one, (a, b) -> a.used() >= b.used() ? a : b);
    }
    return most.values().stream()
        .sorted(Comparator.comparingInt(DestinationPorts::used).reversed())
        .toList();
  }

  private void add(KernelSocket socket) {
    int port = socket.local().port();
    if (port < ports.ephemeralFirst() || port > ports.ephemeralLast()) {
      return;
    }
    Endpoint remote = socket.remote();
    if (remote == null) {
      listening.set(port);
      return;
    }
    Tally known = tallies.get(pair(socket.local(), remote));
    if (known != null) {
      known.add(socket);
      return;
    }
    Place place = places.of(socket);
    if (place != null && place.role() == Role.CLIENT) {
      Tally tally = new Tally(place, reuse.covers(socket.local(), remote), reuse.delayMillis());
      tallies.put(pair(socket.local(), remote), tally);
      tally.add(socket);
    }
  }

  private static Pair pair(Endpoint local, Endpoint remote) {
    return new Pair(local.high(), local.low(), remote);
  }

  /** One pair's ports. */
  private static final class Tally {
    private final Place place;
    private final long heldMillis;
    private final BitSet open = new BitSet();
    private final BitSet timeWait = new BitSet();
    private final Integer[] closedSecondsAgo = new Integer[TIME_WAIT_SECONDS];
    private int givenBack;

    Tally(Place place, boolean reusable, long reuseDelayMillis) {
      this.place = place;
      long whole = (long) TIME_WAIT_SECONDS * MILLIS;
      this.heldMillis = reusable ? Math.min(reuseDelayMillis, whole) : whole;
      Arrays.fill(closedSecondsAgo, 0);
    }

    void add(KernelSocket socket) {
      int port = socket.local().port();
      if (socket.state() != TcpState.TIME_WAIT) {
        open.set(port);
        return;
      }
      if (timeWait.get(port)) {
        return; // a dump is not one instant
      }
      timeWait.set(port);
      long ago = Math.max(0, (long) TIME_WAIT_SECONDS * MILLIS - socket.timerMillis());
      if (ago >= heldMillis) {
        givenBack++;
      } else {
        closedSecondsAgo[(int) (ago / MILLIS)]++;
      }
    }

    DestinationPorts view(BitSet listening) {
      BitSet held = (BitSet) open.clone();
      held.or(listening);
      List<Integer> ages = new ArrayList<>();
      Collections.addAll(ages, closedSecondsAgo);
      return new DestinationPorts(
          place.destination(),
          place.opening(),
          held.cardinality(),
          Collections.unmodifiableList(ages),
          givenBack,
          (int) ((heldMillis + MILLIS - 1) / MILLIS));
    }
  }
}
