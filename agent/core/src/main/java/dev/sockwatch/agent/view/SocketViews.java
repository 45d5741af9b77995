package dev.sockwatch.agent.view;

import dev.sockwatch.api.DiagView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.SocketView;
import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.sample.ListedSockets;
import dev.sockwatch.sample.ReadTimeouts;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a snapshot's sockets into views for the report; reads the options back while at it. */
public final class SocketViews {

  /** Known from the record already. */
  private static final Set<SocketOption> NOT_SHOWN =
      Set.of(SocketOption.SO_DOMAIN, SocketOption.SO_TYPE, SocketOption.SO_PROTOCOL);

  /** {@code SK_MEMINFO_*}, Linux {@code include/uapi/linux/sock_diag.h}. */
  private static final List<String> MEMORY =
      List.of(
          "rmemAllocBytes",
          "rcvBufBytes",
          "wmemAllocBytes",
          "sndBufBytes",
          "fwdAllocBytes",
          "wmemQueuedBytes",
          "optmemBytes",
          "backlogBytes",
          "drops");

  private static final Set<TcpInfoField> BYTES =
      Set.of(TcpInfoField.BYTES_RECEIVED, TcpInfoField.BYTES_ACKED, TcpInfoField.BYTES_SENT);

  private final SocketTable table;
  private final KernelSource kernel;
  private final AddressMask mask;
  private final ReadTimeouts readTimeouts = new ReadTimeouts();

  public SocketViews(SocketTable table, KernelSource kernel, AddressMask mask) {
    this.table = table;
    this.kernel = kernel;
    this.mask = mask;
  }

  /** How much is reported of each socket. */
  public enum Detail {
    /** All that is known: options are read back, which takes a dozen system calls each. */
    FULL,
    /** No stack, options and row; of the kernel's fields the bytes. */
    BRIEF
  }

  /** The open sockets, oldest first. */
  public List<SocketView> of(Snapshot snapshot, ListedSockets listed, Detail detail) {
    long nowMillis = System.currentTimeMillis();
    return snapshot.sockets().stream()
        .sorted(Comparator.comparingLong(SocketSample::id))
        .map(s -> view(s, listed, snapshot.atNanos(), nowMillis, detail))
        .toList();
  }

  private SocketView view(
      SocketSample socket, ListedSockets listed, long nowNanos, long nowMillis, Detail detail) {
    boolean isFull = detail == Detail.FULL;
    long ageMillis = (nowNanos - socket.openedAtNanos()) / 1_000_000;
    TrackedSocket record = recordOf(socket);
    long inode = record == null ? 0 : record.inode();
    TcpInfo tcp =
        socket.tcp() == null && record != null && isFull ? tcpInfo(socket, record) : socket.tcp();
    TcpState state = tcp == null ? socket.state() : tcp.state();
    return new SocketView(
        socket.id(),
        socket.fd(),
        socket.kind().word(),
        socket.role().word(),
        record == null ? null : nameOf(record.get()),
        socket.destination(),
        state == null ? null : state.name(),
        text(socket.local()),
        text(socket.remote()),
        !socket.kind().isOpenSeen() ? null : nowMillis - ageMillis,
        ageMillis,
        socket.opened().thread(),
        socket.opening() == null ? null : socket.opening().callSite(),
        socket.opening() == null || !isFull ? List.of() : socket.opening().lines(),
        socket.opening() == null ? null : socket.opening().moment().word(),
        inode == 0 ? null : inode,
        boxed(socket.unreadBytes()),
        socket.isClosed(),
        fields(tcp, isFull),
        record == null || !isFull ? List.of() : options(socket, record, tcp),
        socket.protocol() == Protocol.TCP && isFull
            ? diag(listed.of(inode, socket.local(), socket.remote()))
            : null);
  }

  /** Of a socket whose turn it was not in this round. */
  private @Nullable TcpInfo tcpInfo(SocketSample socket, TrackedSocket record) {
    TcpInfo tcp =
        socket.protocol() == Protocol.TCP ? kernel.tcpInfo(socket.fd(), record.inode()) : null;
    return recordOf(socket) == null ? null : tcp;
  }

  private @Nullable TrackedSocket recordOf(SocketSample socket) {
    return table.at(socket.fd(), socket.id());
  }

  /** The class and the identity that a debugger and a heap dump show, too. */
  private static @Nullable String nameOf(@Nullable Object owner) {
    return owner == null
        ? null
        : owner.getClass().getSimpleName()
            + "@"
            + Integer.toHexString(System.identityHashCode(owner));
  }

  private static List<FigureView> fields(@Nullable TcpInfo tcp, boolean isFull) {
    if (tcp == null) {
      return List.of();
    }
    List<FigureView> fields = new ArrayList<>();
    for (TcpInfoField field : TcpInfoField.values()) {
      OptionalLong value = tcp.get(field);
      boolean isAsked = isFull ? field != TcpInfoField.STATE : BYTES.contains(field);
      if (isAsked && value.isPresent()) {
        fields.add(FigureView.of(field.reportName(), value.getAsLong()));
      }
    }
    return fields;
  }

  /** Read back now; dropped if the descriptor was released meanwhile. */
  private List<FigureView> options(
      SocketSample socket, TrackedSocket record, @Nullable TcpInfo tcp) {
    if (socket.protocol() != Protocol.TCP) {
      return List.of();
    }
    List<FigureView> options = new ArrayList<>();
    for (SocketOption option : SocketOption.values()) {
      add(
          options,
          option.reportName(),
          NOT_SHOWN.contains(option) ? OptionalInt.empty() : kernel.option(socket.fd(), option));
    }
    String congestion = kernel.congestionControl(socket.fd());
    if (congestion != null) {
      options.add(FigureView.of("tcpCongestion", congestion));
    }
    long negotiated = tcp == null ? -1 : tcp.get(TcpInfoField.OPTIONS, -1);
    if (negotiated >= 0) {
      boolean used = (negotiated & TcpInfoField.OPTION_SYN_DATA) != 0;
      options.add(FigureView.of("fastOpenUsed", used ? 1 : 0));
    }
    add(options, "soTimeoutMillis", readTimeouts.of(record.get()));
    return recordOf(socket) == null ? List.of() : options;
  }

  private static void add(List<FigureView> figures, String name, OptionalInt value) {
    if (value.isPresent()) {
      figures.add(FigureView.of(name, value.getAsInt()));
    }
  }

  private static @Nullable DiagView diag(@Nullable KernelSocket socket) {
    if (socket == null) {
      return null;
    }
    List<FigureView> memory = new ArrayList<>();
    for (int i = 0; i < Math.min(MEMORY.size(), socket.memory().size()); i++) {
      memory.add(FigureView.of(MEMORY.get(i), socket.memory().get(i)));
    }
    return new DiagView(
        socket.receiveQueueBytes(),
        boxed(socket.sendQueueBytes()),
        socket.timer().name(),
        socket.timerMillis(),
        socket.retransmits(),
        socket.uid(),
        socket.cookie().isPresent() ? Long.toHexString(socket.cookie().getAsLong()) : null,
        boxed(socket.shutdown()),
        socket.ipv6(),
        memory);
  }

  private @Nullable String text(@Nullable Endpoint endpoint) {
    return endpoint == null ? null : mask.endpoint(endpoint);
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
