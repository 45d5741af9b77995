package dev.sockwatch.kernel;

import dev.sockwatch.kernel.KernelSource.Choice;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Times the kernel readers inside a process that holds sockets; in their package, to call what the
 * sampler calls. CPU time of the thread, so that other work on the machine counts less.
 *
 * <p>Commands: {@code hot <source>}, {@code walk <source>}, {@code list <source>}. The answer to a
 * source that this JVM does not have is {@code absent=1}.
 */
public final class ReadersBench implements Function<String, String> {
  private static final int HOT_CALLS = 2000;

  /** No TIME_WAIT, of which other programs may have left any number. */
  private static final Set<TcpState> HELD = EnumSet.of(TcpState.ESTABLISHED, TcpState.LISTEN);

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final Map<Choice, KernelSource> sources = new HashMap<>();
  private final ProcessDescriptors descriptors = new ProcessDescriptors();
  private List<Open> sockets = List.of();
  private int lastNumbers;

  /** A TCP socket of this process. */
  private record Open(int fd, long inode) {}

  @Override
  public String apply(String command) {
    String[] words = command.split(" ", 2);
    KernelSource source =
        sources.computeIfAbsent(
            Choice.valueOf(words[1].toUpperCase(Locale.ROOT)), KernelSource::open);
    if (!source.name().equals(words[1])) {
      return "absent=1";
    }
    return switch (words[0]) {
      case "hot" -> hot(source);
      case "walk" -> walk(source);
      case "list" -> list(source);
      default -> throw new IllegalArgumentException(command);
    };
  }

  /** One socket again and again: what the way of calling costs. */
  private String hot(KernelSource source) {
    Open socket = sockets().get(0);
    source.beginRound();
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < HOT_CALLS; i++) {
      read(source, socket);
    }
    return "nanos=" + (threads.getCurrentThreadCpuTime() - before) / (double) HOT_CALLS;
  }

  /** Each socket once, as a sampling round does: the kernel's memory is cold. */
  private String walk(KernelSource source) {
    List<Open> sockets = sockets();
    long before = threads.getCurrentThreadCpuTime();
    source.beginRound();
    for (Open socket : sockets) {
      read(source, socket);
    }
    long nanos = threads.getCurrentThreadCpuTime() - before;
    return "nanos=" + nanos / (double) sockets.size() + " sockets=" + sockets.size();
  }

  private String list(KernelSource source) {
    long before = threads.getCurrentThreadCpuTime();
    int found = source.list(HELD, false).size();
    long nanos = threads.getCurrentThreadCpuTime() - before;
    return "nanos=" + nanos + " sockets=" + found;
  }

  private static void read(KernelSource source, Open socket) {
    if (source.tcpInfo(socket.fd(), socket.inode()) == null) {
      throw new IllegalStateException(source.name() + " knows nothing of " + socket);
    }
  }

  /** Looked up again when there are more: that takes longer than what is measured. */
  private List<Open> sockets() {
    List<Open> now = new ArrayList<>();
    try {
      List<Integer> numbers = descriptors.numbers();
      if (numbers.size() == lastNumbers) {
        return sockets;
      }
      lastNumbers = numbers.size();
      KernelSource jdk = sources.computeIfAbsent(Choice.JDK, KernelSource::open);
      for (int fd : numbers) {
        long inode = descriptors.socketInode(fd);
        if (inode != 0 && jdk.protocol(fd, inode) == Protocol.TCP) {
          now.add(new Open(fd, inode));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    sockets = now;
    return now;
  }
}
