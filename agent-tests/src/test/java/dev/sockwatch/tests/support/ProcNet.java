package dev.sockwatch.tests.support;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The sockets of a process by {@code /proc}: its descriptors joined with the kernel's tables. */
public final class ProcNet {
  private static final Pattern SOCKET_LINK = Pattern.compile("socket:\\[(\\d+)]");
  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final int INODE_FIELD = 9;
  private static final int UNIX_INODE_FIELD = 6;
  private static final int NETLINK_INODE_FIELD = 9;

  private static final List<String> TCP_STATES =
      List.of(
          "NONE",
          "ESTABLISHED",
          "SYN_SENT",
          "SYN_RECV",
          "FIN_WAIT1",
          "FIN_WAIT2",
          "TIME_WAIT",
          "CLOSE",
          "CLOSE_WAIT",
          "LAST_ACK",
          "LISTEN",
          "CLOSING",
          "NEW_SYN_RECV");

  /**
   * An open socket descriptor.
   *
   * @param table the kernel table that lists the socket: tcp, udp, unix or netlink; "none" for an
   *     inet socket that is neither bound nor connected
   * @param state the TCP state; null outside the tcp table
   */
  public record Socket(
      int descriptor,
      long inode,
      String table,
      @Nullable String state,
      int localPort,
      int remotePort) {
    boolean isTcp() {
      return table.equals("tcp");
    }

    boolean isInet() {
      return !table.equals("unix") && !table.equals("netlink");
    }
  }

  private record Entry(String table, @Nullable String state, int localPort, int remotePort) {}

  private ProcNet() {}

  /** All open sockets of process {@code pid}, by descriptor. */
  public static List<Socket> sockets(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    Map<Integer, Long> inodes = inodes(process.resolve("fd"));
    Map<Long, Entry> entries = new HashMap<>();
    for (String file : List.of("tcp", "tcp6", "udp", "udp6")) {
      readInetTable(process.resolve("net").resolve(file), file.substring(0, 3), entries);
    }
    readLocalTable(process.resolve("net/unix"), "unix", UNIX_INODE_FIELD, entries);
    readLocalTable(process.resolve("net/netlink"), "netlink", NETLINK_INODE_FIELD, entries);

    List<Socket> sockets = new ArrayList<>();
    Entry unlisted = new Entry("none", null, 0, 0);
    inodes.forEach(
        (descriptor, inode) -> {
          Entry e = entries.getOrDefault(inode, unlisted);
          sockets.add(new Socket(descriptor, inode, e.table, e.state, e.localPort, e.remotePort));
        });
    return sockets;
  }

  /** How many TCP sockets of the process are in which state. */
  public static Map<String, Long> tcpStates(long pid) throws IOException {
    Map<String, Long> states = new TreeMap<>();
    for (Socket socket : sockets(pid)) {
      if (socket.isTcp() && socket.state() != null) {
        states.merge(socket.state(), 1L, Long::sum);
      }
    }
    return states;
  }

  /** How many TCP and UDP sockets, also unbound ones, the process has open. */
  public static long inetSocketCount(long pid) throws IOException {
    return sockets(pid).stream().filter(Socket::isInet).count();
  }

  private static Map<Integer, Long> inodes(Path descriptors) throws IOException {
    Map<Integer, Long> inodes = new TreeMap<>();
    try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
      for (Path link : links) {
        Matcher socket = SOCKET_LINK.matcher(target(link));
        if (socket.matches()) {
          inodes.put(
              Integer.parseInt(link.getFileName().toString()), Long.parseLong(socket.group(1)));
        }
      }
    }
    return inodes;
  }

  private static String target(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      return ""; // closed since it was listed
    }
  }

  private static void readInetTable(Path file, String table, Map<Long, Entry> entries)
      throws IOException {
    for (List<String> fields : rows(file)) {
      String state =
          table.equals("tcp") ? TCP_STATES.get(Integer.parseInt(fields.get(3), 16)) : null;
      entries.put(
          Long.parseLong(fields.get(INODE_FIELD)),
          new Entry(table, state, port(fields.get(1)), port(fields.get(2))));
    }
  }

  private static void readLocalTable(
      Path file, String table, int inodeField, Map<Long, Entry> entries) throws IOException {
    for (List<String> fields : rows(file)) {
      entries.put(Long.parseLong(fields.get(inodeField)), new Entry(table, null, 0, 0));
    }
  }

  private static List<List<String>> rows(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of(); // a kernel without IPv6
    }
    return Files.readAllLines(file).stream()
        .skip(1)
        .map(line -> List.of(BLANKS.split(line.strip(), 0)))
        .toList();
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }
}
