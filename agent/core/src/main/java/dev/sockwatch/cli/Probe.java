package dev.sockwatch.cli;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** One path through the JDK's sockets, with the events that an agent must see on it. */
enum Probe {
  SOCKETS(
      "Socket, ServerSocket",
      ProbeSockets::plain,
      "opened=2 listening=1 connected=1 accepted=1 endOfInputFromPeer=1 closeRequested=3"
          + " released=3"),
  BLOCKING_CHANNELS(
      "SocketChannel, blocking",
      ProbeChannels::blocking,
      "opened=2 listening=1 connected=1 accepted=1 endOfInputFromPeer=1 closeRequested=3"
          + " released=3"),
  SELECTED_CHANNELS(
      "SocketChannel, with a selector",
      ProbeChannels::selected,
      "opened=2 listening=1 connected=1 accepted=1 endOfInputFromPeer=1 closeRequested=3"
          + " released=3"),
  ADAPTORS(
      "SocketChannel.socket()",
      ProbeChannels::adaptors,
      "opened=2 listening=1 connected=1 accepted=1 endOfInputFromPeer=1 closeRequested=3"
          + " released=3"),
  ASYNCHRONOUS_CHANNELS(
      "AsynchronousSocketChannel",
      ProbeChannels::asynchronous,
      "opened=2 listening=1 connected=1 accepted=1 endOfInputFromPeer=1 closeRequested=3"
          + " released=3"),
  UNIX_DOMAIN(
      "SocketChannel, Unix domain",
      ProbeChannels::unixDomain,
      "opened=2 listening=1 connected=1 accepted=1 endOfInputFromPeer=1 closeRequested=3"
          + " released=3"),
  DATAGRAMS(
      "DatagramSocket, DatagramChannel",
      ProbeChannels::datagrams,
      "opened=2 closeRequested=2 released=2"),
  REFUSED(
      "connect refused",
      ProbeSockets::refused,
      "opened=3 listening=1 connectFailed=2 closeRequested=3 released=3"),
  HALF_CLOSED(
      "shutdownOutput, shutdownInput",
      ProbeSockets::halfClosed,
      "opened=2 listening=1 connected=1 accepted=1 outputShutdown=1 endOfInputFromPeer=1"
          + " inputShutdown=1 closeRequested=3 released=3"),
  CLOSE_PENDING(
      "closed, held by a selector",
      ProbeChannels::closePending,
      "opened=2 listening=1 connected=1 accepted=1 closeRequested=3 released=2"),
  COLLECTED(
      "dropped, garbage collected",
      ProbeSockets::collected,
      "opened=2 listening=1 connected=1 accepted=1 endOfInputFromPeer=1 collected=1"
          + " closeRequested=2 released=3"),
  HELD("open at the end", ProbeSockets::held, "");

  /** What a probe does. */
  @FunctionalInterface
  interface Deeds {
    void run() throws Exception;
  }

  private final String title;

  @SuppressWarnings("ImmutableEnumChecker") // method references without state
  private final Deeds deeds;

  private final String expected;

  Probe(String title, Deeds deeds, String expected) {
    this.title = title;
    this.deeds = deeds;
    this.expected = expected;
  }

  String title() {
    return title;
  }

  Deeds deeds() {
    return deeds;
  }

  /** How many of each event; what is not mentioned must not happen. */
  Map<String, Long> expected() {
    Map<String, Long> events = new TreeMap<>();
    if (!expected.isEmpty()) {
      Arrays.stream(expected.split(" ", -1))
          .map(word -> word.split("=", -1))
          .forEach(parts -> events.put(parts[0], Long.parseLong(parts[1])));
    }
    return events;
  }
}
