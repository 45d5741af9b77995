package dev.sockwatch.kernel;

import dev.sockwatch.table.CallStacks;
import dev.sockwatch.table.Endpoint;
import dev.sockwatch.table.Role;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.table.WriteRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Joins the socket table with the kernel's answers into {@link Snapshot}s. One thread. */
public final class KernelSampler {
  /** With more TCP sockets they take turns: one that is in no cache takes up to 1 us. */
  public static final int ASKED_PER_ROUND = 4_000;

  private static final long NANOS_PER_MILLI = 1_000_000;
  private static final int TCP = 6;
  private static final int MAX_EARLIER = 5;
  private static final int ROUNDS_PER_LIMIT = 10;

  private final SocketTable table;
  private final KernelSource kernel;
  private final CallStacks stacks;
  private final ProcessDescriptors descriptors;
  private final DescriptorAudit audit;
  private final Destinations destinations = new Destinations();
  private final long trendWindowNanos;
  private final UnreadEnds unreadEnds;
  private final Transfers transfers;
  private OptionalLong knownLimit = OptionalLong.empty();
  private int limitReadBefore;
  private final Deque<Census> earlier = new ArrayDeque<>();
  private final CollectedOwners collected;
  private final AskingTurns turns = new AskingTurns();
  private final HostReader hosts = new HostReader();
  private final KnownPlaces places;
  private final Episodes episodes;
  private final EarlierLife earlierLife = new EarlierLife();

  /**
   * A sampler over one table.
   *
   * @param trendWindowNanos how far apart the head counts of a trend are taken
   * @param incidentWindowNanos how long what is over is kept
   */
  public KernelSampler(
      SocketTable table,
      KernelSource kernel,
      CallStacks stacks,
      long trendWindowNanos,
      long incidentWindowNanos) {
    this.table = table;
    this.kernel = kernel;
    this.stacks = stacks;
    this.descriptors = new ProcessDescriptors();
    this.places = new KnownPlaces(stacks, destinations);
    this.transfers = new Transfers(kernel);
    this.unreadEnds = new UnreadEnds(kernel);
    this.audit = new DescriptorAudit(descriptors, kernel);
    this.trendWindowNanos = trendWindowNanos;
    this.collected = new CollectedOwners(table, places, destinations);
    this.episodes =
        new Episodes(table.incidents(), places, destinations, stacks, incidentWindowNanos);
    table.incidents().witness(kernel.witness());
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
    audit.round(table, now);
    table.forEach(this::locateListener);
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
            open, limit(exhausted ? open : OptionalLong.empty()), exhausted, hosts.read(now));
    Snapshot snapshot =
        new Snapshot(
            now, sockets, collected.round(now), host, episodes.round(now), List.copyOf(earlier));
    if (earlier.isEmpty() || now - earlier.getFirst().atNanos() >= trendWindowNanos) {
      earlier.addFirst(Census.of(snapshot));
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

  /**
   * With no descriptor left the limit cannot be read: then it is what it was, or as many as there
   * are.
   */
  private OptionalLong limit(OptionalLong openWhenExhausted) {
    if (openWhenExhausted.isPresent() || limitReadBefore-- <= 0) {
      OptionalLong now = descriptors.limit();
      if (now.isPresent()) {
        knownLimit = now;
      }
      limitReadBefore = ROUNDS_PER_LIMIT;
    }
    return knownLimit.isPresent() ? knownLimit : openWhenExhausted;
  }

  /** Before anything is asked about the connections that it has accepted. */
  private void locateListener(TrackedSocket socket) {
    if (socket.isListening() && socket.local() == null) {
      identify(socket);
      if (socket.protocol() > 0) {
        askAddresses(socket);
      }
    }
  }

  private void identify(TrackedSocket socket) {
    if (socket.inode() == 0 && kernel.isByInode()) {
      socket.inode(descriptors.socketInode(socket.fd()));
    }
    if (socket.protocol() < 0) {
      socket.protocol(kernel.protocol(socket.fd(), socket.inode()).orElse(-1));
    }
  }

  private @Nullable SocketSample sample(TrackedSocket socket, long now) {
    int fd = socket.fd();
    identify(socket);
    long inode = socket.inode();
    boolean isTcp = socket.protocol() == TCP;
    boolean asked = isTcp && turns.isTurnOf(socket);
    TcpInfo tcp = asked ? kernel.tcpInfo(fd, inode) : null;
    TcpState state = asked || !isTcp ? stateOf(tcp) : TcpState.of(socket.tcpState());
    boolean addressless =
        socket.local() == null || (socket.remote() == null && socket.isConnected());
    if (addressless && socket.protocol() > 0 && !socket.isClosing()) {
      askAddresses(socket);
    }
    if (socket.mayHaveMissedEvents() && socket.role() == Role.UNCONNECTED) {
      settle(socket, state);
    }
    boolean closeWait = state == TcpState.CLOSE_WAIT;
    Boolean everTransferred = transfers.everTransferred(socket, tcp);
    boolean silent =
        socket.role() == Role.SERVER
            && state == TcpState.ESTABLISHED
            && everTransferred != null
            && !everTransferred;
    OptionalLong unread =
        closeWait || silent ? kernel.unreadBytes(fd, inode) : OptionalLong.empty();
    if (table.at(fd) != socket) {
      return null; // released meanwhile: the answers may be about another socket
    }
    if (asked) {
      transfers.keep(socket, tcp, now);
    }
    if (socket.isConnected() && !socket.isNoDelayAsked() && socket.protocol() >= 0) {
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

  private void askAddresses(TrackedSocket socket) {
    Endpoint local = kernel.local(socket.fd(), socket.inode());
    if (local == null || local.port() == 0) {
      return; // not bound yet
    }
    Endpoint remote = kernel.remote(socket.fd(), socket.inode());
    if (table.at(socket.fd()) == socket) {
      socket.local(local);
      socket.remote(remote);
    }
  }

  /** What a socket is for that no hook saw open. */
  private void settle(TrackedSocket socket, @Nullable TcpState state) {
    Endpoint local = socket.local();
    if (state == TcpState.LISTEN) {
      socket.adoptedAs(Role.LISTENER);
    } else if (local != null && socket.remote() != null) {
      socket.adoptedAs(places.isListening(local.port()) ? Role.SERVER : Role.CLIENT);
    }
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
