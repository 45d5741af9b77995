package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The best way to ask the kernel that this JVM allows. Used by the sampler alone. */
public final class KernelSource {
  /** Which source to use: the setting {@code sockwatch.kernel}. */
  public enum Choice {
    AUTO,
    FOREIGN,
    JNA,
    JDK,
    PROCFS,
    OFF
  }

  private final String name;
  private final boolean wholeTcpInfo;
  private final @Nullable String missing;
  private final @Nullable SocketReader reader;
  private final InlineReader inlineReader;
  private @Nullable SocketList list;
  private @Nullable String listProblem;
  private boolean isUnixRefused;

  public KernelSource(
      String name,
      boolean wholeTcpInfo,
      @Nullable String missing,
      @Nullable SocketReader reader,
      InlineReader inlineReader,
      @Nullable SocketList list) {
    this.name = name;
    this.wholeTcpInfo = wholeTcpInfo;
    this.missing = missing;
    this.reader = reader;
    this.inlineReader = inlineReader;
    this.list = list;
  }

  /** Opens the chosen source, or the best one below it. Takes up to 300 ms of CPU. */
  public static KernelSource open(Choice choice) {
    return KernelSources.open(choice);
  }

  /** {@code foreign}, {@code jna}, {@code jdk}, {@code procfs}, {@code none} or {@code off}. */
  public String name() {
    return name;
  }

  /** Whether all of {@code tcp_info} is read, and with it the kernel's own times. */
  public boolean hasWholeTcpInfo() {
    return wholeTcpInfo;
  }

  /** What is missing, by consequence; null when nothing is. */
  public @Nullable String missing() {
    return missing;
  }

  /** What application threads may ask at once; never the sampler's readers. */
  public InlineReader inlineReader() {
    return inlineReader;
  }

  /** Whether sockets are known by inode only, which then must be given. */
  public boolean isByInode() {
    return reader != null && reader.isByInode();
  }

  /** Called before the first question of a round. */
  public void beginRound() {
    if (reader != null) {
      reader.beginRound();
    }
  }

  /**
   * What the kernel says of a TCP socket.
   *
   * @param inode of the socket, or 0; as in the methods below
   * @return null when it cannot be asked or is no TCP socket
   */
  public @Nullable TcpInfo tcpInfo(int fd, long inode) {
    return reader == null ? null : reader.tcpInfo(fd, inode);
  }

  /** What a socket speaks. */
  public Protocol protocol(int fd, long inode) {
    return reader == null ? Protocol.UNKNOWN : reader.protocol(fd, inode);
  }

  /** An option read back; empty when it cannot be read. */
  public OptionalInt option(int fd, SocketOption option) {
    return reader == null ? OptionalInt.empty() : reader.option(fd, option);
  }

  /** The name of the congestion control; null when it cannot be read. */
  public @Nullable String congestionControl(int fd) {
    return reader == null ? null : reader.congestionControl(fd);
  }

  /** Received and not read by the program (FIONREAD); an unread FIN is not counted (bytes). */
  public OptionalLong unreadBytes(int fd, long inode) {
    return reader == null ? OptionalLong.empty() : reader.unreadBytes(fd, inode);
  }

  /** The socket's own address; null when there is none or it cannot be asked. */
  public @Nullable Endpoint local(int fd, long inode) {
    return reader == null ? null : reader.local(fd, inode);
  }

  /** The peer's address; null when not connected. */
  public @Nullable Endpoint remote(int fd, long inode) {
    return reader == null ? null : reader.remote(fd, inode);
  }

  /**
   * The TCP sockets of our network namespace, of all processes, in one of the states; empty where
   * the kernel cannot be asked. Where sock_diag is refused, {@code /proc} is asked from then on.
   */
  public List<KernelSocket> list(Set<TcpState> states, boolean withMemory) {
    if (list == null) {
      return List.of();
    }
    try {
      return list.sockets(states, withMemory);
    } catch (IOException e) {
      return listByProc(e, states, withMemory);
    }
  }

  private List<KernelSocket> listByProc(
      IOException refusal, Set<TcpState> states, boolean withMemory) {
    boolean passing =
        refusal instanceof ErrnoException failed
            ? failed.isPassing()
            : String.valueOf(refusal.getMessage()).contains("Too many open files");
    if (!passing && list instanceof SockDiag) {
      list = new ProcNetTcp();
      listProblem =
          "sock_diag is refused ("
              + refusal.getMessage()
              + "): TIME_WAIT, SYN_RECV and queues come from /proc/self/net/tcp, which takes longer"
              + " and knows no cookies and no buffer accounting; findings are not affected";
    }
    try {
      return new ProcNetTcp().sockets(states, withMemory);
    } catch (IOException e) {
      if (!passing) {
        list = null;
        listProblem = "TIME_WAIT, SYN_RECV and queues are not known: " + refusal + "; " + e;
      }
      return List.of();
    }
  }

  /**
   * The connected Unix domain sockets of our network namespace, of all processes; empty where the
   * kernel cannot be asked: {@code /proc/net/unix} does not say whether the peer has closed.
   */
  public List<UnixSocket> listUnix() {
    if (!(list instanceof SockDiag diag) || isUnixRefused) {
      return List.of();
    }
    try {
      return diag.unixSockets();
    } catch (IOException e) {
      // Without the module unix_diag, or in a sandbox, it would be refused each time.
      isUnixRefused = !(e instanceof ErrnoException failed && failed.isPassing());
      return List.of();
    }
  }

  /** Same, in any state. */
  public List<KernelSocket> list(boolean withMemory) {
    return list(EnumSet.allOf(TcpState.class), withMemory);
  }

  /** How {@link #list} asks: {@code sock_diag}, {@code /proc/net/tcp}, or null for not at all. */
  public @Nullable String listName() {
    return list == null ? null : list.name();
  }

  /** Why {@link #list} cannot ask as it should; null while it can. */
  public @Nullable String listProblem() {
    return listProblem;
  }
}
