package dev.sockwatch.sample;

import dev.sockwatch.net.TcpState;
import dev.sockwatch.table.TrackedSocket;

/**
 * Which TCP sockets a round asks the kernel about: all of them, up to some thousands; with more, a
 * rotating part, so that a round's cost stays bounded. What matters now is asked always: a socket
 * never asked before, and one in CLOSE_WAIT. In between a socket's record keeps what it last said.
 */
final class SamplingTurns {
  private final int perRound;
  private int sockets;
  private int every = 1;
  private long round;

  SamplingTurns() {
    this(SocketSampler.ASKED_PER_ROUND);
  }

  SamplingTurns(int perRound) {
    this.perRound = perRound;
  }

  void beginRound() {
    every = Math.max(1, (sockets + perRound - 1) / perRound);
    sockets = 0;
    round++;
  }

  /** Whether this socket's turn has come; asked once a round for each TCP socket. */
  boolean isTurnOf(TrackedSocket socket) {
    sockets++;
    int last = socket.tcpState();
    return every == 1
        || (socket.id() + round) % every == 0
        || last == 0
        || last == TcpState.CLOSE_WAIT.number();
  }

  /** A socket is asked in one of so many rounds. */
  int every() {
    return every;
  }
}
