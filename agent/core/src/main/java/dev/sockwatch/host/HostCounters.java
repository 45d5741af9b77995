package dev.sockwatch.host;

import dev.sockwatch.kernel.ProcFiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The network namespace's counters, with their growth since the reading before; one thread.
 *
 * <p>Both files are pairs of lines, one with names and one with numbers, both led by {@code Tcp:}
 * or the like. The lines with names stay as they are while the kernel runs, save that {@code
 * IcmpMsg} gets a column with the first message of a type; so they are parsed once and then
 * compared.
 */
final class HostCounters {
  private final ProcFiles proc;
  private List<CounterLine> snmp = List.of();
  private List<CounterLine> netstat = List.of();

  HostCounters(Path proc) {
    this(new ProcFiles(proc));
  }

  HostCounters(ProcFiles proc) {
    this.proc = proc;
  }

  /**
   * All counters now, in the kernel's order; none without /proc.
   *
   * @param nowNanos {@link System#nanoTime} of this reading
   */
  List<HostCounter> read(long nowNanos) {
    List<HostCounter> counters = new ArrayList<>(512);
    snmp = read(proc.bytes("self/net/snmp"), snmp, nowNanos, counters);
    netstat = read(proc.bytes("self/net/netstat"), netstat, nowNanos, counters);
    return counters;
  }

  private static List<CounterLine> read(
      byte[] text, List<CounterLine> known, long nowNanos, List<HostCounter> counters) {
    if (text.length == 0) {
      return known; // not readable this time: the next rate is over the longer interval
    }
    List<CounterLine> seen = new ArrayList<>();
    int start = 0;
    while (start < text.length) {
      int end = endOfLine(text, start);
      int values = end + 1;
      int prefix = prefix(text, start, end);
      int valuesEnd = endOfLine(text, values);
      if (prefix > 0
          && values + prefix <= valuesEnd
          && equal(text, start, values, prefix)
          && isNumber(text, values + prefix, valuesEnd)) {
        CounterLine line = find(known, text, start, end);
        line.read(text, values + prefix, valuesEnd, nowNanos, counters);
        seen.add(line);
        start = valuesEnd + 1;
      } else {
        start = values; // names without their numbers
      }
    }
    return seen;
  }

  private static CounterLine find(List<CounterLine> known, byte[] text, int from, int to) {
    for (CounterLine line : known) {
      if (line.hasNames(text, from, to)) {
        return line;
      }
    }
    return new CounterLine(text, from, to);
  }

  private static int endOfLine(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at;
  }

  /** How long {@code "Tcp: "} is, 0 when there is none. */
  private static int prefix(byte[] text, int from, int to) {
    for (int at = from; at + 1 < to; at++) {
      if (text[at] == ':') {
        return text[at + 1] == ' ' ? at + 2 - from : 0;
      }
    }
    return 0;
  }

  private static boolean equal(byte[] text, int one, int other, int length) {
    for (int i = 0; i < length; i++) {
      if (text[one + i] != text[other + i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean isNumber(byte[] text, int at, int end) {
    return at < end && (text[at] == '-' || (text[at] >= '0' && text[at] <= '9'));
  }
}
