package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.sample.SocketSampler.Windows;
import dev.sockwatch.snapshot.Addresses;
import dev.sockwatch.snapshot.CloseWait;
import dev.sockwatch.snapshot.Closing;
import dev.sockwatch.snapshot.EndOfInput;
import dev.sockwatch.snapshot.LastTransfer;
import dev.sockwatch.snapshot.Opening;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Asks the kernel about one socket after the other, and makes their samples. One thread. */
final class SampleReader {
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final SocketTable table;
  private final KernelSource kernel;
  private final CallStacks stacks;
  private final DestinationNames destinations;
  private final KnownAddresses addresses;
  private final SocketIdentities identities;
  private final SamplingTurns turns = new SamplingTurns();
  private final UnreachableSince unreachable = new UnreachableSince();
  private final LastTransferReader transfers;
  private final UnreadFins unreadEnds;
  private final UnixPeers unixPeers;
  private final NoDelayReader noDelays;
  private final KeepAliveReader keepAlives;
  private final UnreadReader unread;

  /**
   * A reader of one table.
   *
   * @param windows how long things are looked at
   */
  SampleReader(
      SocketTable table,
      KernelSource kernel,
      CallStacks stacks,
      DestinationNames destinations,
      KnownAddresses addresses,
      SocketIdentities identities,
      Windows windows) {
    this.table = table;
    this.kernel = kernel;
    this.stacks = stacks;
    this.destinations = destinations;
    this.addresses = addresses;
    this.identities = identities;
    this.transfers = new LastTransferReader(kernel, windows.trendNanos());
    this.unreadEnds = new UnreadFins(kernel);
    this.unixPeers = new UnixPeers(kernel);
    this.noDelays = new NoDelayReader(kernel, table.incidents(), stacks);
    this.keepAlives = new KeepAliveReader(kernel, windows.idleNanos());
    this.unread = new UnreadReader(kernel, windows.trendNanos());
  }

  void beginRound() {
    turns.beginRound();
    transfers.beginRound();
    unreadEnds.beginRound();
    unixPeers.beginRound();
    keepAlives.beginRound();
    unread.beginRound();
    unreachable.beginRound();
  }

  /** A TCP socket is asked about in one of so many rounds. */
  int roundsPerSocket() {
    return turns.every();
  }

  /**
   * What is known of a socket now; null where it is gone.
   *
   * @param now when the round began
   */
  @Nullable SocketSample read(TrackedSocket socket, long now) {
    int fd = socket.fd();
    if (identities.isGone(socket)) {
      return null;
    }
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
    OptionalLong unreadBytes =
        !isTcp
            ? unixPeers.unreadBytes(socket)
            : (inCloseWait || silent)
                ? kernel.unreadBytes(fd, inode)
                : state == TcpState.ESTABLISHED
                    ? unread.of(socket, last, now)
                    : OptionalLong.empty();
    KeepAlive keepAlive = keepAlives.of(socket, state, last, now);
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
        new Opening(socket.openedAtNanos(), socket.thread(), addresses.openingOf(socket)),
        socket.isOwnerCollected(),
        unreachable.since(socket, now),
        socket.isConnected(),
        destinations.masked(socket.connectFailure()),
        endOfInput(socket),
        closing(socket),
        inCloseWait ? closeWait(socket, inode) : null,
        last,
        keepAlive,
        unreadBytes,
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
