package dev.sockwatch.detect;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What can be wrong with a program's sockets, each with its stable id and what it means. */
public enum FindingId {
  SOCKET_ABANDONED("dropped without a close: its owner was garbage collected"),
  CLOSE_WAIT("the peer has closed, the program has not"),
  CLOSE_PENDING("closed, but a selector or a thread still holds the descriptor"),
  NEVER_CONNECTED("created, then neither connected, bound nor closed"),
  SOCKETS_GROWING("more and more connections while older ones lie idle"),
  DESCRIPTORS_LOW("few descriptors are left below RLIMIT_NOFILE"),
  NAGLE_STALL("small writes wait for the peer's acknowledgement"),
  NODELAY_MISSING("messages in several small writes with TCP_NODELAY off, none held back so far"),
  CONNECTION_PER_REQUEST("a new connection for each request to one destination"),
  CONNECT_SLOW("connects that needed a second SYN"),
  RESET_BY_PEER("the peer reset connections, and what was lost"),
  RESET_BY_US("the program's close made the kernel send RST, and what was lost"),
  KEEPALIVE_DISABLED("idle for minutes, and nothing would notice a dead peer"),
  KEEPALIVE_TOO_SLOW("idle for minutes, and the first keepalive probe comes too late"),
  TIME_WAIT_PRESSURE("closed connections in TIME_WAIT use up the local ports to one destination"),
  EPHEMERAL_PORTS_LOW("few local ports are left for connections to one destination"),
  CONNECT_REFUSED("connects keep failing: the peer answers with RST"),
  CONNECT_TIMED_OUT("connects keep failing: nobody answers the SYN"),
  CONNECT_UNREACHABLE("connects keep failing: there is no route to the host"),
  CONNECT_NO_PORT("connects fail because the kernel has no local port left");

  private final String meaning;

  FindingId(String meaning) {
    this.meaning = meaning;
  }

  /** The id, e.g. {@code close-wait}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What it means, in a few words. */
  public String meaning() {
    return meaning;
  }

  /** Page and section that explain it: {@code FINDINGS.md#close-wait}. */
  public String documentation() {
    return "FINDINGS.md#" + word();
  }

  /**
   * The table of all findings for README.md and the head of agent/FINDINGS.md.
   *
   * @param folder of FINDINGS.md, seen from that page: {@code agent/} or empty
   */
  public static String table(String folder) {
    return Stream.of(values())
        .map(id -> id.row(folder))
        .collect(Collectors.joining("", "| finding | means |\n| --- | --- |\n", ""));
  }

  private String row(String folder) {
    return "| [`" + word() + "`](" + folder + documentation() + ") | " + meaning + " |\n";
  }
}
