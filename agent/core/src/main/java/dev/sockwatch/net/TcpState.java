package dev.sockwatch.net;

import java.util.List;

/** TCP states (RFC 9293 section 3.3.2) in the order of Linux {@code include/net/tcp_states.h}. */
public enum TcpState {
  ESTABLISHED,
  SYN_SENT,
  SYN_RECV,
  FIN_WAIT1,
  FIN_WAIT2,
  TIME_WAIT,
  CLOSE,
  CLOSE_WAIT,
  LAST_ACK,
  LISTEN,
  CLOSING,
  NEW_SYN_RECV;

  private static final List<TcpState> BY_NUMBER = List.of(values());

  /** The kernel's number, which begins at 1. */
  public int number() {
    return BY_NUMBER.indexOf(this) + 1;
  }

  /** The state with the kernel's number, which begins at 1. */
  public static TcpState of(int number) {
    if (number < 1 || number > BY_NUMBER.size()) {
      throw new IllegalArgumentException("no TCP state has the number " + number);
    }
    return BY_NUMBER.get(number - 1);
  }
}
