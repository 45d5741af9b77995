package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Asks once what does not change: a socket's inode, protocol and addresses, and what it is for
 * where no hook saw it open. Used by the sampler alone.
 */
final class SocketIdentities {
  private final SocketTable table;
  private final KernelSource kernel;
  private final ProcessDescriptors descriptors;
  private final KnownAddresses addresses;

  SocketIdentities(
      SocketTable table,
      KernelSource kernel,
      ProcessDescriptors descriptors,
      KnownAddresses addresses) {
    this.table = table;
    this.kernel = kernel;
    this.descriptors = descriptors;
    this.addresses = addresses;
  }

  /** Before anything is asked about the connections that it has accepted. */
  void locateListener(TrackedSocket socket) {
    if (socket.isListening() && socket.local() == null) {
      identify(socket);
      if (socket.protocol().isInternet()) {
        askAddresses(socket);
      }
    }
  }

  void identify(TrackedSocket socket) {
    if (socket.inode() == 0 && kernel.isByInode()) {
      socket.inode(descriptors.socketInode(socket.fd()));
    }
    if (socket.protocol() == Protocol.UNKNOWN) {
      socket.protocol(kernel.protocol(socket.fd(), socket.inode()));
    }
  }

  /**
   * Whether a socket that was closed has given up its descriptor without a hook: the number is free
   * or belongs to another socket. Such a record is forgotten.
   */
  boolean isGone(TrackedSocket socket) {
    if (!socket.isClosing() || !descriptors.isReadable()) {
      return false;
    }
    OptionalLong inode = descriptors.inode(socket.fd());
    if (inode.isEmpty()) {
      return false;
    }
    long now = inode.getAsLong();
    boolean same = now != 0 && (socket.inode() == 0 || socket.inode() == now);
    if (same) {
      socket.inode(now);
    } else {
      table.forget(socket);
    }
    return !same;
  }

  /** Adds what the state tells and what only a connected or bound socket has. */
  void complete(TrackedSocket socket, @Nullable TcpState state) {
    boolean addressless =
        socket.local() == null || (socket.remote() == null && socket.isConnected());
    if (addressless && socket.protocol().isInternet() && !socket.isClosing()) {
      askAddresses(socket);
    }
    if (socket.mayHaveMissedEvents() && socket.role() == Role.UNCONNECTED) {
      settle(socket, state);
    }
  }

  private void askAddresses(TrackedSocket socket) {
    Endpoint local = kernel.local(socket.fd(), socket.inode());
    if (local == null || local.port() == 0) {
      return; // not bound yet
    }
    Endpoint remote = kernel.remote(socket.fd(), socket.inode());
    if (table.at(socket.fd()) == socket) {
      socket.local(local);
      socket.remote(remote);
    }
  }

  /** What a socket is for that no hook saw open. */
  private void settle(TrackedSocket socket, @Nullable TcpState state) {
    Endpoint local = socket.local();
    if (state == TcpState.LISTEN) {
      socket.adoptedAs(Role.LISTENER);
    } else if (local != null && socket.remote() != null) {
      socket.adoptedAs(addresses.isListening(local.port()) ? Role.SERVER : Role.CLIENT);
    }
  }
}
