package dev.sockwatch.sample;

import dev.sockwatch.host.HostReader;
import dev.sockwatch.kernel.DescriptorLimit;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Joins the socket table with the kernel's answers into {@link Snapshot}s. One thread. */
public final class SocketSampler {
  /** With more TCP sockets they take turns: one that is in no cache takes up to 1 us. */
  public static final int ASKED_PER_ROUND = 4_000;

  /**
   * How long things are looked at.
   *
   * @param trendNanos how far apart the counts of a trend are taken
   * @param incidentsNanos how long incidents are kept
   * @param idleNanos how long without data until it matters whether a dead peer is noticed
   */
  public record Windows(long trendNanos, long incidentsNanos, long idleNanos) {}

  private final SocketTable table;
  private final KernelSource kernel;
  private final ProcessDescriptors descriptors;
  private final DescriptorAudit audit;
  private final DestinationNames destinations;
  private final DescriptorLimit limit;
  private final EarlierCounts earlier;
  private final AbandonedOwners collected;
  private final SampleReader samples;
  private final HostReader hosts = new HostReader();
  private final KnownAddresses addresses;
  private final SocketIdentities identities;
  private final IncidentWindows incidentWindows;
  private final ConnectFailureRuns connects;
  private final EndedConnections ended;
  private final PreviousProcess earlierLife = new PreviousProcess();
  private final PortSampler ports;

  /**
   * A sampler over one table.
   *
   * @param mask what replaces addresses in reports
   */
  public SocketSampler(
      SocketTable table,
      KernelSource kernel,
      CallStacks stacks,
      AddressMask mask,
      Windows windows) {
    this.table = table;
    this.kernel = kernel;
    this.descriptors = new ProcessDescriptors();
    this.destinations = new DestinationNames(mask);
    this.limit = new DescriptorLimit(descriptors);
    this.addresses = new KnownAddresses(stacks, destinations);
    this.identities = new SocketIdentities(table, kernel, descriptors, addresses);
    this.samples =
        new SampleReader(table, kernel, stacks, destinations, addresses, identities, windows);
    this.audit = new DescriptorAudit(descriptors, kernel);
    this.earlier = new EarlierCounts(windows.trendNanos());
    this.collected = new AbandonedOwners(table, addresses, destinations);
    this.ended = new EndedConnections(windows.incidentsNanos());
    this.connects = new ConnectFailureRuns(table, windows.incidentsNanos());
    this.incidentWindows =
        new IncidentWindows(
            table.incidents(),
            addresses,
            destinations,
            stacks,
            connects,
            ended,
            windows.incidentsNanos());
    table.incidents().readInlineWith(kernel.inlineReader());
    this.ports = new PortSampler(table, kernel, addresses, windows.trendNanos());
  }

  /**
   * Asks the kernel about every open socket.
   *
   * @param exhausted whether a call has failed with "too many open files"
   */
  public Snapshot sample(boolean exhausted) {
    long now = System.nanoTime();
    table.beginRound(now);
    kernel.beginRound();
    samples.beginRound();
    audit.round(table, now);
    table.forEach(identities::locateListener);
    addresses.ended().beginRound(now);
    addresses.beginRound(table);
    List<SocketSample> sockets = new ArrayList<>();
    table.forEach(
        socket -> {
          SocketSample sample = samples.read(socket, now);
          if (sample != null) {
            sockets.add(sample);
          }
        });
    OptionalLong open = descriptors.count();
    HostSample host =
        new HostSample(
            open,
            limit.read(exhausted ? open : OptionalLong.empty()),
            exhausted,
            hosts.read(now),
            audit.natives());
    Snapshot snapshot =
        new Snapshot(
            now,
            sockets,
            collected.round(now),
            host,
            incidentWindows.round(now),
            connects.round(sockets, now),
            ports.round(sockets, host.context(), now),
            earlier.latest(),
            ended.round(now));
    earlier.take(snapshot);
    return snapshot;
  }

  /** Takes over what is open, in a JVM that has run before. */
  public void adoptAll() {
    audit.adoptAll(table, System.nanoTime());
  }

  /** Makes sure that {@link #resume} will recognise what is open now. */
  public void beforePause() {
    audit.readInodes(table);
  }

  /** Takes over what is open after a pause; sockets with ids from {@code newId} on are new. */
  public void resume(long newId) {
    audit.resume(table, newId, System.nanoTime());
    earlier.clear();
  }

  /** Asks now what does not change, of an open socket that no round may have seen yet. */
  public void identify(TrackedSocket socket) {
    identities.identify(socket);
    identities.complete(socket, null);
  }

  /** The stack that opened a socket; an accepting thread's blames nobody, then its listener's. */
  public @Nullable CallStack openingOf(TrackedSocket socket) {
    return addresses.openingOf(socket);
  }

  /** A TCP socket is asked about in one of so many rounds. */
  public int roundsPerSocket() {
    return samples.roundsPerSocket();
  }

  /** The kernel's list of TCP sockets now, of which only ours are kept, joined with ours. */
  public ListedSockets list() {
    Set<Long> inodes = new HashSet<>();
    Set<Endpoint> unread = new HashSet<>();
    table.forEach(
        socket -> {
          addresses.noteClient(socket);
          if (socket.inode() != 0) {
            inodes.add(socket.inode());
          } else if (socket.local() != null) {
            unread.add(socket.local());
          }
        });
    return new ListedSockets(
        kernel.list(
            true,
            s ->
                s.inode() == 0
                    ? !earlierLife.ended(s) && addresses.of(s) != null
                    : inodes.contains(s.inode()) || unread.contains(s.local())),
        addresses);
  }
}
