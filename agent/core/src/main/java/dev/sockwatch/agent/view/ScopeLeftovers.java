package dev.sockwatch.agent.view;

import dev.sockwatch.api.LeftSocketView;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.scope.Scope;
import dev.sockwatch.scope.ScopeToken;
import dev.sockwatch.scope.Scopes;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The open sockets that a scope answers for, by the table as it is now. Sampler only. */
public final class ScopeLeftovers {

  private final SocketTable table;
  private final KernelSource kernel;
  private final CallStacks stacks;
  private final AddressMask mask;

  public ScopeLeftovers(
      SocketTable table, KernelSource kernel, CallStacks stacks, AddressMask mask) {
    this.table = table;
    this.kernel = kernel;
    this.stacks = stacks;
    this.mask = mask;
  }

  /** Whether a socket is open that a scope may have to answer for. Any thread. */
  public static boolean areLikely(SocketTable table, Scopes scopes, Scope scope) {
    for (TrackedSocket s = table.atOrAfter(0); s != null; s = table.atOrAfter(s.fd() + 1)) {
      if (Attribution.isPossible(s, scope, scopes.suite())) {
        return true;
      }
    }
    return false;
  }

  /** Each with its kernel state read now. */
  public List<LeftSocketView> of(Scopes scopes, Scope scope) {
    List<LeftSocketView> left = new ArrayList<>();
    long now = System.nanoTime();
    forEach(
        scopes,
        scope,
        (socket, whose) -> {
          LeftSocketView view = view(socket, whose, now);
          if (table.at(socket.fd()) == socket) {
            left.add(view); // not released meanwhile, so the answers are about it
          }
        });
    return left;
  }

  /** Another one answers for them from now on; how many that are. */
  public int handOver(Scopes scopes, Scope scope, Scope to, LongPredicate isSettled) {
    List<TrackedSocket> moved = new ArrayList<>();
    forEach(scopes, scope, (socket, whose) -> moved.add(socket));
    for (TrackedSocket socket : moved) {
      ScopeToken token = socket.token();
      ScopeToken mine = token == null ? ScopeToken.of(scope) : token;
      socket.token(mine.movedTo(to, isSettled.test(socket.id())));
    }
    return moved.size();
  }

  private void forEach(Scopes scopes, Scope scope, BiConsumer<TrackedSocket, Attribution> visitor) {
    table.forEach(
        socket -> {
          Attribution whose = Attribution.of(socket, socket.opening(stacks), scopes.suite());
          if (whose != null && whose.scope() == scope) {
            visitor.accept(socket, whose);
          }
        });
  }

  private LeftSocketView view(TrackedSocket socket, Attribution whose, long now) {
    int fd = socket.fd();
    long inode = socket.inode();
    if (socket.protocol() == Protocol.UNKNOWN) {
      socket.protocol(kernel.protocol(fd, inode));
    }
    boolean isTcp = socket.protocol() == Protocol.TCP;
    TcpInfo tcp = isTcp ? kernel.tcpInfo(fd, inode) : null;
    boolean isAddressed = socket.protocol().isInternet();
    Endpoint remote = isAddressed ? kernel.remote(fd, inode) : null;
    OptionalLong unread =
        socket.isConnected() ? kernel.unreadBytes(fd, inode) : OptionalLong.empty();
    CallStack opening = socket.opening(stacks);
    ScopeToken token = socket.token();
    CallStack reader = socket.endOfInputReader(stacks);
    return new LeftSocketView(
        socket.id(),
        socket.kind().word(),
        socket.role().word(),
        tcp == null ? null : tcp.state().name(),
        bound(isAddressed ? kernel.local(fd, inode) : null),
        remote == null ? null : mask.endpoint(remote),
        (now - socket.openedAtNanos()) / 1_000_000,
        unread.isPresent() ? unread.getAsLong() : null,
        socket.isClosing(),
        socket.isOwnerCollected(),
        mask.thread(socket.thread()),
        opening == null ? null : opening.callSite(),
        opening == null ? List.of() : opening.lines(),
        opening == null ? List.of() : opening.callers(),
        reader == null ? List.of() : reader.lines(),
        token == null ? null : token.opener().name(),
        reason(whose, socket.thread()));
  }

  private @Nullable String reason(Attribution whose, @Nullable String thread) {
    String reason = whose.reason();
    return reason == null || thread == null
        ? reason
        : reason.replace('"' + thread + '"', '"' + mask.thread(thread) + '"');
  }

  private @Nullable String bound(@Nullable Endpoint local) {
    return local == null || local.port() == 0 ? null : mask.endpoint(local);
  }
}
