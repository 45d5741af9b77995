package dev.sockwatch.tests.events;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.NumberedConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every value in reports about {@link NumberedConnection}s and keeps those that can only
 * belong to another record.
 */
final class NumberedReports {
  private static final int ENOUGH = 20;
  private static final String KEEP_IDLE = "tcpKeepIdleSeconds";

  private final List<String> misattributed = new ArrayList<>();
  private final Set<Integer> connections = new HashSet<>();
  private int reports;
  private long byteCounts;
  private long keepIdles;
  private long addresses;
  private long wrong;

  /** The values that belong to another record, with the record; the first ones. */
  List<String> misattributed() {
    return misattributed;
  }

  /** How many reports were read. */
  int reports() {
    return reports;
  }

  /** How many connections were seen. */
  int connections() {
    return connections.size();
  }

  /** How many byte counts said whose they are. */
  long byteCounts() {
    return byteCounts;
  }

  /** How many options said whose they are. */
  long keepIdles() {
    return keepIdles;
  }

  /** How many addresses said whose they are. */
  long addresses() {
    return addresses;
  }

  /** Checks one report. */
  void check(JsonObject report) {
    reports++;
    for (JsonElement element : report.getAsJsonArray("sockets")) {
      JsonObject socket = element.getAsJsonObject();
      switch (socket.get("role").getAsString()) {
        case "client" -> client(socket);
        case "server" -> server(socket);
        default -> {} // a listener, or one that was created this moment
      }
    }
  }

  @Override
  public String toString() {
    return reports
        + " reports of "
        + connections.size()
        + " connections, "
        + byteCounts
        + " byte counts, "
        + keepIdles
        + " options, "
        + addresses
        + " addresses: "
        + wrong
        + " of another socket";
  }

  private void client(JsonObject socket) {
    if (socket.get("thread").isJsonNull()) {
      return;
    }
    NumberedConnection its = NumberedConnection.ofThread(socket.get("thread").getAsString());
    connections.add(its.number());
    address(socket, "remote", its.listener());
    sent(socket, bytes -> bytes == its.requestBytes());
    received(socket, bytes -> bytes == its.replyBytes());
    Long keepIdle = number(socket.getAsJsonObject("options"), KEEP_IDLE);
    if (keepIdle != null && keepIdle != NumberedConnection.DEFAULT_KEEP_IDLE_SECONDS) {
      keepIdles++;
      expect(keepIdle == its.keepIdleSeconds(), KEEP_IDLE, keepIdle, socket);
    }
  }

  private void server(JsonObject socket) {
    if (socket.get("thread").isJsonNull()) {
      return;
    }
    int listener = NumberedConnection.listenerOfThread(socket.get("thread").getAsString());
    address(socket, "local", listener);
    sent(socket, bytes -> NumberedConnection.isReplyOf(listener, bytes));
    received(socket, bytes -> NumberedConnection.isRequestTo(listener, bytes));
    Long keepIdle = number(socket.getAsJsonObject("options"), KEEP_IDLE);
    expect(
        keepIdle == null || keepIdle == NumberedConnection.DEFAULT_KEEP_IDLE_SECONDS,
        KEEP_IDLE,
        String.valueOf(keepIdle),
        socket);
  }

  private void address(JsonObject socket, String which, int listener) {
    JsonElement address = socket.get(which);
    if (!address.isJsonNull()) {
      addresses++;
      String expected = NumberedConnection.addressOf(listener) + ":";
      expect(address.getAsString().startsWith(expected), which, address, socket);
    }
  }

  /** What was sent twice counts twice; an acknowledged SYN and FIN count as one byte each. */
  private void sent(JsonObject socket, LongPredicate isIts) {
    JsonObject kernel = socket.getAsJsonObject("kernel");
    Long sent = number(kernel, "bytesSent");
    Long again = number(kernel, "bytesRetrans"); // 0 is left out
    if (sent != null) {
      count(sent - (again == null ? 0 : again), 0, isIts, "bytesSent", socket);
    }
    count(number(kernel, "bytesAcked"), 2, isIts, "bytesAcked", socket);
  }

  /** A FIN counts as one byte. */
  private void received(JsonObject socket, LongPredicate isIts) {
    count(
        number(socket.getAsJsonObject("kernel"), "bytesReceived"),
        1,
        isIts,
        "bytesReceived",
        socket);
  }

  private void count(
      @Nullable Long bytes, int added, LongPredicate isIts, String what, JsonObject socket) {
    if (bytes == null || bytes <= added) {
      return; // nothing yet, which all have in common
    }
    byteCounts++;
    boolean its = false;
    for (int i = 0; i <= added; i++) {
      its |= isIts.test(bytes - i);
    }
    expect(its, what, bytes, socket);
  }

  private void expect(boolean holds, String what, Object value, JsonObject socket) {
    if (!holds) {
      wrong++;
      if (misattributed.size() < ENOUGH) {
        misattributed.add(
            what
                + " "
                + value
                + " of another: socket "
                + socket.get("id")
                + " at descriptor "
                + socket.get("descriptor")
                + ", opened by "
                + socket.get("thread")
                + ", "
                + socket.get("local")
                + " to "
                + socket.get("remote"));
      }
    }
  }

  private static @Nullable Long number(JsonObject figures, String name) {
    JsonElement figure = figures.get(name);
    return figure == null || figure.isJsonNull() ? null : figure.getAsLong();
  }
}
