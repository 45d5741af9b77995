package dev.sockwatch.sample;

import dev.sockwatch.host.EphemeralPorts;
import dev.sockwatch.host.TimeWaitReuse;
import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.sample.KnownAddresses.Place;
import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts the ephemeral ports that one listing of the kernel shows in use. */
final class PortCount {
  /** {@code TCP_TIMEWAIT_LEN} in Linux {@code include/net/tcp.h}. */
  private static final int TIME_WAIT_SECONDS = 60;

  private static final int MILLIS = 1000;

  /** From one own address to one destination: each pair has all ports to choose from. */
  private record Pair(long high, long low, Endpoint remote) {}

  private final EphemeralPorts ports;
  private final TimeWaitReuse reuse;
  private final KnownAddresses addresses;
  private final long now;
  private final Map<Pair, Tally> tallies = new LinkedHashMap<>();
  private final BitSet listening = new BitSet();

  private PortCount(EphemeralPorts ports, TimeWaitReuse reuse, KnownAddresses addresses, long now) {
    this.ports = ports;
    this.reuse = reuse;
    this.addresses = addresses;
    this.now = now;
  }

  /** What is used by connections to where this JVM connects to. */
  static List<DestinationPorts> of(
      List<KernelSocket> listed,
      EphemeralPorts ports,
      TimeWaitReuse reuse,
      KnownAddresses addresses,
      long now) {
    PortCount count = new PortCount(ports, reuse, addresses, now);
    listed.forEach(count::add);
    Map<String, DestinationPorts> most = new LinkedHashMap<>();
    for (Map.Entry<Pair, Tally> tally : count.tallies.entrySet()) {
      DestinationPorts one = count.view(tally.getKey().remote(), tally.getValue());
      most.merge(one.destination(), one, (a, b) -> a.used() >= b.used() ? a : b);
    }
    return most.values().stream()
        .sorted(Comparator.comparingInt(DestinationPorts::used).reversed())
        .toList();
  }

  private DestinationPorts view(Endpoint remote, Tally tally) {
    long held = TimeUnit.MILLISECONDS.toNanos(tally.heldMillis);
    Map<CallStack, Double> closed =
        new HashMap<>(addresses.ended().closedSince(remote, now - held));
    addresses.open().released(remote).forEach((stack, n) -> closed.merge(stack, n, Double::sum));
    CallStack onlyLine = tally.place.isOnlyLine() ? tally.place.opening() : null;
    return tally.view(
        listening, tally.holders.view(addresses.open().unlocated(remote), closed, onlyLine));
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
      known.add(socket, addresses.lineOf(socket));
      return;
    }
    Place place = addresses.of(socket);
    if (place != null && place.role() == Role.CLIENT) {
      Tally tally = new Tally(place, reuse.covers(socket.local(), remote), reuse.delayMillis());
      tallies.put(pair(socket.local(), remote), tally);
      tally.add(socket, addresses.lineOf(socket));
    }
  }

  private static Pair pair(Endpoint local, Endpoint remote) {
    return new Pair(local.high(), local.low(), remote);
  }

  /** One pair's ports. */
  private static final class Tally {
    private final Place place;
    private final long heldMillis;
    private final PortShares holders = new PortShares();
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

    void add(KernelSocket socket, @Nullable CallStack opening) {
      int port = socket.local().port();
      if (socket.state() != TcpState.TIME_WAIT) {
        if (!open.get(port)) {
          holders.addOpen(opening);
        }
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
        holders.addTimeWait(opening);
      }
    }

    DestinationPorts view(BitSet listening, List<PortShare> lines) {
      BitSet held = (BitSet) open.clone();
      held.or(listening);
      List<Integer> ages = new ArrayList<>();
      Collections.addAll(ages, closedSecondsAgo);
      return new DestinationPorts(
          place.destination(),
          lines,
          held.cardinality(),
          Collections.unmodifiableList(ages),
          givenBack,
          (int) ((heldMillis + MILLIS - 1) / MILLIS));
    }
  }
}
