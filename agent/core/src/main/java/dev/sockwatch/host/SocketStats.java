package dev.sockwatch.host;

import static java.util.Map.entry;

import dev.sockwatch.kernel.ProcFiles;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many sockets there are, from {@code /proc/self/net/sockstat} and {@code sockstat6}.
 *
 * <p>Numbers "in use" and in TIME_WAIT are this network namespace's. {@code tcpOrphan}, {@code
 * tcpAllocated} and the memory of TCP and UDP are the whole kernel's, all containers of the host
 * together (net/ipv4/proc.c). Only {@code inuse} is split by IP version: the others of the {@code
 * TCP} line count IPv6 too. Memory is in pages, of fragments in bytes.
 */
final class SocketStats {
  private static final Map<String, String> REPORT_NAMES =
      Map.ofEntries(
          entry("sockets used", "socketsUsed"), // of every family, Unix sockets too
          entry("TCP inuse", "tcpInUse"), // listeners and connections
          entry("TCP orphan", "tcpOrphan"), // closed by their program, still with data to send
          entry("TCP tw", "tcpTimeWait"),
          entry(
              "TCP alloc", "tcpAllocated"), // all there are, orphans and those never connected too
          entry("TCP mem", "tcpMemPages"), // to be compared with net.ipv4.tcp_mem
          entry("UDP inuse", "udpInUse"),
          entry("UDP mem", "udpMemPages"),
          entry("UDPLITE inuse", "udpLiteInUse"),
          entry("RAW inuse", "rawInUse"),
          entry("FRAG inuse", "fragQueues"),
          entry("FRAG memory", "fragMemBytes"),
          entry("TCP6 inuse", "tcp6InUse"),
          entry("UDP6 inuse", "udp6InUse"),
          entry("UDPLITE6 inuse", "udpLite6InUse"),
          entry("RAW6 inuse", "raw6InUse"),
          entry("FRAG6 inuse", "frag6Queues"),
          entry("FRAG6 memory", "frag6MemBytes"));

  private final ProcFiles proc;

  SocketStats(Path proc) {
    this(new ProcFiles(proc));
  }

  SocketStats(ProcFiles proc) {
    this.proc = proc;
  }

  /** By report name, in the kernel's order; what the kernel does not report is missing. */
  Map<String, Long> read() {
    Map<String, Long> numbers = new LinkedHashMap<>();
    read(proc.text("self/net/sockstat"), numbers);
    read(proc.text("self/net/sockstat6"), numbers);
    return Collections.unmodifiableMap(numbers);
  }

  private static void read(String text, Map<String, Long> numbers) {
    for (String line : text.split("\n", -1)) {
      int colon = line.indexOf(": ");
      if (colon > 0) {
        String[] words = line.substring(colon + 2).split(" ", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
          put(line.substring(0, colon) + " " + words[i], words[i + 1], numbers);
        }
      }
    }
  }

  private static void put(String kernelName, String value, Map<String, Long> numbers) {
    String name = REPORT_NAMES.get(kernelName);
    if (name == null) {
      return;
    }
    try {
      numbers.put(name, Long.valueOf(value));
    } catch (NumberFormatException e) {
      return; // absent
    }
  }
}
