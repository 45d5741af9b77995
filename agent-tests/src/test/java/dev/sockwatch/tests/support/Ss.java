package dev.sockwatch.tests.support;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The TCP sockets of a process by {@code ss}, the tool an administrator would ask. */
public final class Ss {
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  private static final Map<String, String> KERNEL_NAMES =
      Map.of(
          "ESTAB", "ESTABLISHED",
          "FIN-WAIT-1", "FIN_WAIT1",
          "FIN-WAIT-2", "FIN_WAIT2",
          "UNCONN", "CLOSE");

  /** One line of output; the state by its kernel name, such as CLOSE_WAIT. */
  public record Socket(String state, String local, String remote) {
    /** The local port. */
    public int localPort() {
      return Integer.parseInt(local.substring(local.lastIndexOf(':') + 1));
    }
  }

  private Ss() {}

  /** Whether this machine has {@code ss} at all. */
  public static boolean installed() {
    return Stream.of("/usr/bin/ss", "/bin/ss", "/usr/sbin/ss", "/sbin/ss")
        .anyMatch(ss -> Files.isExecutable(Path.of(ss)));
  }

  /** All TCP sockets that belong to process {@code pid}. */
  public static List<Socket> sockets(long pid) throws IOException {
    List<Socket> sockets = new ArrayList<>();
    for (String line : output("ss", "-tanpH")) {
      if (line.contains("pid=" + pid + ",")) {
        String[] fields = BLANKS.split(line.strip(), 0);
        sockets.add(new Socket(kernelName(fields[0]), fields[3], fields[4]));
      }
    }
    return sockets;
  }

  /** All TCP sockets of this network namespace, with all that ss can tell of them. */
  public static List<SsInfo> everything() throws IOException {
    return output("ss", "-tanipeomOH").stream().map(SsInfo::parse).toList();
  }

  /** How many TCP sockets of the process are in which state. */
  public static Map<String, Long> tcpStates(long pid) throws IOException {
    Map<String, Long> states = new TreeMap<>();
    for (Socket socket : sockets(pid)) {
      states.merge(socket.state(), 1L, Long::sum);
    }
    return states;
  }

  /** How many TCP sockets of the process, in any state, have which local port. */
  public static Map<Integer, Long> localPorts(long pid) throws IOException {
    Map<Integer, Long> ports = new TreeMap<>();
    for (Socket socket : sockets(pid)) {
      ports.merge(socket.localPort(), 1L, Long::sum);
    }
    return ports;
  }

  static String kernelName(String ssName) {
    return KERNEL_NAMES.getOrDefault(ssName, ssName.replace('-', '_'));
  }

  private static List<String> output(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
