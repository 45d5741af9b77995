package dev.sockwatch.sample;

import dev.sockwatch.host.HostReader;
import dev.sockwatch.kernel.DescriptorLimit;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.Addresses;
import dev.sockwatch.snapshot.CloseWait;
import dev.sockwatch.snapshot.Closing;
import dev.sockwatch.snapshot.EndOfInput;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.snapshot.Opening;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
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

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int MAX_EARLIER = 5;

  private final SocketTable table;
  private final KernelSource kernel;
  private final CallStacks stacks;
  private final ProcessDescriptors descriptors;
  private final DescriptorAudit audit;
  private final DestinationNames destinations;
  private final long trendWindowNanos;
  private final UnreadFins unreadEnds;
  private final UnixPeers unixPeers;
  private final NoDelayReader noDelays;
  private final LastTransferReader transfers;
  private final DescriptorLimit limit;
  private final Deque<GroupCounts> earlier = new ArrayDeque<>();
  private final AbandonedOwners collected;
  private final SamplingTurns turns = new SamplingTurns();
  private final HostReader hosts = new HostReader();
  private final KnownAddresses places;
  private final SocketIdentities identities;
  private final IncidentWindows episodes;
  private final ConnectFailureRuns connects;
  private final EndedConnections ended;
  private final PreviousProcess earlierLife = new PreviousProcess();
  private final KeepAliveReader keepAlives;
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
    this.stacks = stacks;
    this.descriptors = new ProcessDescriptors();
    this.destinations = new DestinationNames(mask);
    this.limit = new DescriptorLimit(descriptors);
    this.places = new KnownAddresses(stacks, destinations);
    this.identities = new SocketIdentities(table, kernel, descriptors, places);
    this.transfers = new LastTransferReader(kernel);
    this.unreadEnds = new UnreadFins(kernel);
    this.unixPeers = new UnixPeers(kernel);
    this.noDelays = new NoDelayReader(kernel, table.incidents(), stacks);
    this.audit = new DescriptorAudit(descriptors, kernel);
    this.trendWindowNanos = windows.trendNanos();
    this.collected = new AbandonedOwners(table, places, destinations);
    this.ended = new EndedConnections(windows.incidentsNanos());
    this.connects = new ConnectFailureRuns(table, windows.incidentsNanos());
    this.episodes =
        new IncidentWindows(
            table.incidents(),
            places,
            destinations,
            stacks,
            connects,
            ended,
            windows.incidentsNanos());
    table.incidents().witness(kernel.witness());
    this.keepAlives = new KeepAliveReader(kernel, windows.idleNanos());
    this.ports = new PortSampler(table, kernel, places, windows.trendNanos());
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
    turns.beginRound();
    unreadEnds.beginRound();
    unixPeers.beginRound();
    keepAlives.beginRound();
    audit.round(table, now);
    table.forEach(identities::locateListener);
    places.ended().beginRound(now);
    places.beginRound(table);
    List<SocketSample> sockets = new ArrayList<>();
    table.forEach(
        socket -> {
          SocketSample sample = sample(socket, now);
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
            episodes.round(now),
            connects.round(sockets, now),
            ports.round(sockets, host.context(), now),
            List.copyOf(earlier),
            ended.round(now));
    if (earlier.isEmpty() || now - earlier.getFirst().atNanos() >= trendWindowNanos) {
      earlier.addFirst(GroupCounts.of(snapshot));
      if (earlier.size() > MAX_EARLIER) {
        earlier.removeLast();
      }
    }
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
    return places.openingOf(socket);
  }

  /** A TCP socket is asked about in one of so many rounds. */
  public int roundsPerSocket() {
    return turns.every();
  }

  /** The kernel's list of TCP sockets now, joined with ours. */
  public ListedSockets list() {
    table.forEach(places::noteClient);
    long now = System.currentTimeMillis();
    return new ListedSockets(
        kernel.list(true).stream().filter(s -> !earlierLife.ended(s, now)).toList(), places);
  }

  private @Nullable SocketSample sample(TrackedSocket socket, long now) {
    int fd = socket.fd();
    identities.identify(socket);
    long inode = socket.inode();
    boolean isTcp = socket.protocol() == Protocol.TCP;
    boolean asked = isTcp && turns.isTurnOf(socket);
    TcpInfo tcp = asked ? kernel.tcpInfo(fd, inode) : null;
    long askedAt = asked ? System.nanoTime() : now; // a round may be held up in between
    TcpState state = asked || !isTcp ? stateOf(tcp) : TcpState.of(socket.tcpState());
    identities.complete(socket, state);
    LastTransfer last = transfers.of(socket, tcp, askedAt);
    boolean inCloseWait = state == TcpState.CLOSE_WAIT || unixPeers.hasEnded(socket);
    boolean silent =
        socket.role() == Role.SERVER
            && state == TcpState.ESTABLISHED
            && Boolean.FALSE.equals(last.ever());
    OptionalLong unread =
        !isTcp
            ? unixPeers.unreadBytes(socket)
            : (inCloseWait || silent) ? kernel.unreadBytes(fd, inode) : OptionalLong.empty();
    KeepAlive keepAlive = keepAlives.of(socket, state, last.atNanos(), now);
    if (table.at(fd) != socket) {
      return null; // released meanwhile: the answers may be about another socket
    }
    if (asked) {
      transfers.keep(socket, tcp, last);
    }
    noDelays.ask(socket, now);
    if (!inCloseWait) {
      socket.closeWaitSinceNanos(0);
    } else if (socket.closeWaitSinceNanos() == 0) {
      socket.closeWaitSinceNanos(firstInCloseWait(socket, tcp, askedAt));
    }
    return new SocketSample(
        socket.id(),
        fd,
        socket.kind(),
        socket.role(),
        socket.protocol(),
        new Addresses(destinations.of(socket), socket.local(), socket.remote()),
        new Opening(socket.openedAtNanos(), socket.thread(), places.openingOf(socket)),
        socket.isOwnerCollected(),
        socket.isConnected(),
        socket.connectFailure(),
        endOfInput(socket),
        closing(socket),
        inCloseWait ? closeWait(socket, inode) : null,
        last,
        keepAlive,
        unread,
        noDelays.splitMessages(socket),
        state,
        tcp);
  }

  private @Nullable EndOfInput endOfInput(TrackedSocket socket) {
    long at = socket.endOfInputAtNanos();
    return at == 0 ? null : new EndOfInput(at, socket.endOfInputReader(stacks));
  }

  private static @Nullable Closing closing(TrackedSocket socket) {
    long at = socket.closingAtNanos();
    return at == 0
        ? null
        : new Closing(at, socket.isClosing() ? RegisteredSelectors.of(socket.get()) : "");
  }

  private CloseWait closeWait(TrackedSocket socket, long inode) {
    return new CloseWait(
        socket.closeWaitSinceNanos(),
        (socket.protocol() == Protocol.TCP && socket.mayHaveMissedEvents())
            ? unreadEnds.waits(inode)
            : null);
  }

  private static @Nullable TcpState stateOf(@Nullable TcpInfo tcp) {
    return tcp == null ? null : tcp.state();
  }

  /**
   * The peer's FIN carried an acknowledgement, and at most one came after it: where no hook saw the
   * end of input, the kernel's time of the last one says since when at least.
   */
  private static long firstInCloseWait(TrackedSocket socket, @Nullable TcpInfo tcp, long now) {
    long read = socket.endOfInputAtNanos();
    if (read != 0) {
      return read;
    }
    long acknowledged = tcp == null ? -1 : tcp.get(TcpInfoField.LAST_ACK_RECV, -1);
    return acknowledged < 0 ? now : now - acknowledged * NANOS_PER_MILLI;
  }
}
