package dev.sockwatch.agent;

import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.SocketView;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.Snapshot;
import dev.sockwatch.kernel.SocketOption;
import dev.sockwatch.kernel.SocketSample;
import dev.sockwatch.kernel.TcpInfo;
import dev.sockwatch.kernel.TcpInfoField;
import dev.sockwatch.table.SocketKind;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a snapshot into views for the report; reads the options back while at it. */
final class SocketViews {
  private static final int TCP = 6;

  /** Known from the record already. */
  private static final Set<SocketOption> NOT_SHOWN =
      Set.of(SocketOption.SO_DOMAIN, SocketOption.SO_TYPE, SocketOption.SO_PROTOCOL);

  private final SocketTable table;
  private final KernelSource kernel;

  SocketViews(SocketTable table, KernelSource kernel) {
    this.table = table;
    this.kernel = kernel;
  }

  /** The open sockets, oldest first. */
  List<SocketView> of(Snapshot snapshot) {
    long nowMillis = System.currentTimeMillis();
    return snapshot.sockets().stream()
        .sorted(Comparator.comparingLong(SocketSample::id))
        .map(s -> view(s, snapshot.atNanos(), nowMillis))
        .toList();
  }

  private SocketView view(SocketSample socket, long nowNanos, long nowMillis) {
    long ageMillis = (nowNanos - socket.openedAtNanos()) / 1_000_000;
    TrackedSocket record = recordOf(socket);
    return new SocketView(
        socket.id(),
        socket.fd(),
        socket.kind().word(),
        socket.role().word(),
        socket.state() == null ? null : socket.state().name(),
        text(socket.local()),
        text(socket.remote()),
        socket.kind() == SocketKind.UNWOVEN ? null : nowMillis - ageMillis,
        ageMillis,
        socket.thread(),
        socket.opening() == null ? null : socket.opening().callSite(),
        socket.opening() == null ? List.of() : socket.opening().lines(),
        record == null || record.inode() == 0 ? null : record.inode(),
        boxed(socket.unreadBytes()),
        socket.closingAtNanos().isPresent(),
        fields(socket.tcp()),
        record == null ? List.of() : options(socket));
  }

  private @Nullable TrackedSocket recordOf(SocketSample socket) {
    TrackedSocket record = table.at(socket.fd());
    return record != null && record.id() == socket.id() ? record : null;
  }

  private static List<FigureView> fields(@Nullable TcpInfo tcp) {
    if (tcp == null) {
      return List.of();
    }
    List<FigureView> fields = new ArrayList<>();
    for (TcpInfoField field : TcpInfoField.values()) {
      OptionalLong value = tcp.get(field);
      if (field != TcpInfoField.STATE && value.isPresent()) {
        fields.add(FigureView.of(field.reportName(), value.getAsLong()));
      }
    }
    return fields;
  }

  /** Read back now; dropped if the descriptor was released meanwhile. */
  private List<FigureView> options(SocketSample socket) {
    if (socket.protocol() != TCP) {
      return List.of();
    }
    List<FigureView> options = new ArrayList<>();
    for (SocketOption option : SocketOption.values()) {
      OptionalInt value =
          NOT_SHOWN.contains(option) ? OptionalInt.empty() : kernel.option(socket.fd(), option);
      if (value.isPresent()) {
        options.add(FigureView.of(option.reportName(), value.getAsInt()));
      }
    }
    return recordOf(socket) == null ? List.of() : options;
  }

  private static @Nullable String text(@Nullable Object endpoint) {
    return endpoint == null ? null : endpoint.toString();
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
