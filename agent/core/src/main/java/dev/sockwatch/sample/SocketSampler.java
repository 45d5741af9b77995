package dev.sockwatch.sample;

import dev.sockwatch.host.HostReader;
import dev.sockwatch.kernel.DescriptorLimit;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.snapshot.SplitMessages;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.table.WriteRun;
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
  private final PreviousProcess earlierLife = new PreviousProcess();
  private final KeepAliveReader keepAlives;
  private final UnreachableSince unreachable = new UnreachableSince();
  private final PortSampler ports;

  /**
   * A sampler over one table.
   *
   * @param mask what replaces addresses in what is told
   * @param trendWindowNanos how far apart the head counts of a trend are taken
   * @param incidentWindowNanos how long what is over is kept
   * @param longIdleNanos without data for so long it matters whether a dead peer is noticed
   */
  public SocketSampler(
      SocketTable table,
      KernelSource kernel,
      CallStacks stacks,
      AddressMask mask,
      long trendWindowNanos,
      long incidentWindowNanos,
      long longIdleNanos) {
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
    this.audit = new DescriptorAudit(descriptors, kernel);
    this.trendWindowNanos = trendWindowNanos;
    this.collected = new AbandonedOwners(table, places, destinations);
    this.connects = new ConnectFailureRuns(table, incidentWindowNanos);
    this.episodes =
        new IncidentWindows(
            table.incidents(), places, destinations, stacks, connects, incidentWindowNanos);
    table.incidents().witness(kernel.witness());
    this.keepAlives = new KeepAliveReader(kernel, longIdleNanos);
    this.ports = new PortSampler(table, kernel, places, trendWindowNanos);
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
    keepAlives.beginRound();
    unreachable.beginRound();
    audit.round(table, now);
    table.forEach(identities::locateListener);
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
            open, limit.read(exhausted ? open : OptionalLong.empty()), exhausted, hosts.read(now));
    Snapshot snapshot =
        new Snapshot(
            now,
            sockets,
            collected.round(now),
            host,
            episodes.round(now),
            connects.round(sockets, now),
            ports.round(sockets, host.context(), now),
            List.copyOf(earlier));
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
    if (identities.isGone(socket)) {
      return null;
    }
    identities.identify(socket);
    long inode = socket.inode();
    boolean isTcp = socket.protocol() == Protocol.TCP;
    boolean asked = isTcp && turns.isTurnOf(socket);
    TcpInfo tcp = asked ? kernel.tcpInfo(fd, inode) : null;
    TcpState state = asked || !isTcp ? stateOf(tcp) : TcpState.of(socket.tcpState());
    identities.complete(socket, state);
    boolean closeWait = state == TcpState.CLOSE_WAIT;
    Boolean everTransferred = transfers.everTransferred(socket, tcp);
    boolean silent =
        socket.role() == Role.SERVER
            && state == TcpState.ESTABLISHED
            && everTransferred != null
            && !everTransferred;
    OptionalLong unread =
        closeWait || silent ? kernel.unreadBytes(fd, inode) : OptionalLong.empty();
    KeepAlive keepAlive =
        keepAlives.of(socket, tcp, state, transfers.lastData(socket, tcp, now), now);
    if (table.at(fd) != socket) {
      return null; // released meanwhile: the answers may be about another socket
    }
    if (asked) {
      transfers.keep(socket, tcp, now);
    }
    if (socket.isConnected() && !socket.isNoDelayAsked() && socket.protocol() != Protocol.UNKNOWN) {
      askNoDelay(socket, isTcp);
    }
    if (!closeWait) {
      socket.closeWaitSinceNanos(0);
    } else if (socket.closeWaitSinceNanos() == 0) {
      socket.closeWaitSinceNanos(firstInCloseWait(socket, tcp, now));
    }
    return new SocketSample(
        socket.id(),
        fd,
        socket.kind(),
        socket.role(),
        socket.isOwnerCollected(),
        unlessZero(unreachable.since(socket, now)),
        destinations.of(socket),
        socket.local(),
        socket.remote(),
        socket.openedAtNanos(),
        socket.thread(),
        places.openingOf(socket),
        socket.isConnected(),
        socket.connectFailure(),
        unlessZero(socket.endOfInputAtNanos()),
        socket.endOfInputReader(stacks),
        unlessZero(socket.closingAtNanos()),
        socket.isClosing() ? RegisteredSelectors.of(socket.get()) : "",
        unlessZero(socket.closeWaitSinceNanos()),
        transfers.lastData(socket, tcp, now),
        transfers.lastDataSent(socket, tcp, now),
        everTransferred,
        (closeWait && socket.mayHaveMissedEvents()) ? unreadEnds.waits(inode) : null,
        keepAlive,
        unread,
        socket.protocol(),
        splitMessages(socket),
        state,
        tcp);
  }

  /** Once: what is set later is seen where it matters, when an answer is late. */
  private void askNoDelay(TrackedSocket socket, boolean isTcp) {
    if (!isTcp || kernel.option(socket.fd(), SocketOption.TCP_NODELAY).orElse(0) != 0) {
      socket.nagleFree();
    }
    socket.noDelayAsked();
  }

  private @Nullable SplitMessages splitMessages(TrackedSocket socket) {
    WriteRun run = socket.isNagleFree() ? null : socket.writeRun();
    if (run == null) {
      return null;
    }
    SplitMessages split = new SplitMessages(run.smallRuns(), run.writer(stacks));
    if (split.writer() == null) {
      table.incidents().wantWriters(1);
    }
    return split;
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

  private static OptionalLong unlessZero(long nanos) {
    return nanos == 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
