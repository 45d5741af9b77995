package dev.sockwatch.sample;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names the other side of sockets, one text per destination. Used by the sampler alone. */
public final class DestinationNames {
  private static final int MAX_SHARED = 10_000;

  private final Map<Object, String> shared = new HashMap<>();
  private final AddressMask mask;

  public DestinationNames(AddressMask mask) {
    this.mask = mask;
  }

  /** The other side; of accepted connections and listeners, where they listen. */
  String of(TrackedSocket socket) {
    String known = socket.destination();
    if (known != null) {
      return known;
    }
    String text = textOf(socket);
    Role role = socket.role();
    if ((role == Role.SERVER && socket.local() != null)
        || (role == Role.CLIENT && socket.remote() != null)) {
      socket.destination(text);
    }
    return text;
  }

  /** What a call threw, which may name an address (jdk.includeInExceptions). */
  @Nullable SocketFailure masked(@Nullable SocketFailure failure) {
    return failure == null ? null : mask.failure(failure);
  }

  private String textOf(TrackedSocket socket) {
    Endpoint local = socket.local();
    Endpoint remote = socket.remote();
    return switch (socket.role()) {
      case SERVER -> local == null ? unnamed(socket) : ofPort("clients of port ", local.port());
      case LISTENER -> local == null ? "unknown" : ofPort("port ", local.port());
      case CLIENT -> remote != null ? text(remote) : asked(socket.askedRemote());
      case DATAGRAM -> "datagram";
      case UNCONNECTED -> {
        if (remote != null) {
          yield text(remote);
        }
        yield local != null && !socket.kind().isOpenSeen()
            ? "local " + mask.endpoint(local)
            : asked(socket.askedRemote());
      }
    };
  }

  /** Accepted, and its own address is not known. */
  private static String unnamed(TrackedSocket socket) {
    return socket.protocol() == Protocol.UNIX ? "clients of a Unix domain socket" : "unknown";
  }

  private String text(Endpoint remote) {
    makeRoom();
    return shared.computeIfAbsent(remote, key -> mask.endpoint(remote));
  }

  private String ofPort(String prefix, int port) {
    makeRoom();
    return shared.computeIfAbsent(prefix.length() * 65_536 + port, key -> prefix + port);
  }

  private void makeRoom() {
    if (shared.size() >= MAX_SHARED) {
      shared.clear();
    }
  }

  /** The address as given, in numbers; an unresolved one has only its name. */
  private String asked(@Nullable SocketAddress remote) {
    if (remote == null) {
      return "none";
    }
    if (remote instanceof InetSocketAddress inet) {
      return inet.isUnresolved()
          ? mask.host(inet.getHostString()) + ":" + inet.getPort()
          : mask.endpoint(Endpoint.of(inet));
    }
    // Of a class of the JDK: that of another would run its own code, on our thread.
    return remote instanceof UnixDomainSocketAddress unix
        ? "unix:" + mask.path(unix.getPath().toString())
        : "address of class " + remote.getClass().getName();
  }
}
