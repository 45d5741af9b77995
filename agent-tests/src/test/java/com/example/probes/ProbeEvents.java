package com.example.probes;

import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.ProcNet;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The events of a probe, by its own count and its peer's. They are checked before they are printed:
 * one party's connects are the other's accepts, and {@code /proc} shows no descriptor too many.
 */
final class ProbeEvents {
  static final Duration PATIENCE = Duration.ofSeconds(15);

  final EventCounter self = new EventCounter("self");
  final EventCounter peer = new EventCounter("peer");

  private final Map<Event, Long> invisible = new EnumMap<>(Event.class);
  private long leftOpen;

  /** Counts a client socket that connected at once. */
  Client connected(Line line) {
    self.add(Event.OPENED);
    self.add(Event.CONNECTED);
    return new Client(line, self);
  }

  /**
   * Says that up to {@code most} more events happened below the program, out of its sight: the
   * report may count any number of them.
   */
  void mayAlsoCount(Event event, long most, String reason) {
    invisible.merge(event, most, Long::sum);
    System.out.println("# up to " + most + " more " + event.key + ": " + reason);
  }

  /** Says how many descriptors are still open at the end, on purpose. */
  void leavesOpen(long descriptors) {
    leftOpen = descriptors;
  }

  long total(Event event) {
    return self.count(event) + peer.count(event);
  }

  /** Waits until the peer has accepted all connections that were established. */
  void awaitAccepts() {
    Await.until(
        "the peer to accept " + total(Event.CONNECTED) + " connections",
        PATIENCE,
        () -> total(Event.ACCEPTED) == total(Event.CONNECTED));
  }

  /** Checks and prints the counts; the probe ends with this. */
  void publish() throws Exception {
    checkCounts();
    self.print();
    peer.print();
    StringJoiner line = new StringJoiner(" ");
    for (Event event : Event.values()) {
      long sure = total(event);
      long most = sure + invisible.getOrDefault(event, 0L);
      if (most > 0) {
        line.add(event.key + "=" + (most == sure ? sure : sure + ".." + most));
      }
    }
    System.out.println("expect " + line);
  }

  private void checkCounts() {
    long held = total(Event.OPENED) + total(Event.ACCEPTED) - total(Event.RELEASED);
    check(total(Event.CONNECTED) == total(Event.ACCEPTED), "connects are not accepts");
    check(held == leftOpen, "descriptors still open by the counts: " + held);
    long pid = ProcessHandle.current().pid();
    Await.until(
        "/proc to show " + leftOpen + " inet sockets",
        PATIENCE,
        () -> ProcNet.inetSocketCount(pid) == leftOpen);
    System.out.println("proc.open=" + leftOpen);
  }

  private void check(boolean holds, String complaint) {
    if (!holds) {
      self.print();
      peer.print();
      throw new IllegalStateException("the probe's counts are wrong: " + complaint);
    }
  }
}
