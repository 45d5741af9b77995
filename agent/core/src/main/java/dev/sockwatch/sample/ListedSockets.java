package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Role;
import dev.sockwatch.sample.KnownAddresses.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The kernel's list of TCP sockets at one instant, joined with those of this JVM. */
public final class ListedSockets {
  /**
   * A connection that has no descriptor any more, or not yet.
   *
   * @param socket what the kernel says
   * @param role which side we are
   * @param destination the other side, or where we listen
   * @param callSite the line that last connected there, or opened the listener; null when unknown
   */
  public record Descriptorless(
      KernelSocket socket, Role role, String destination, @Nullable String callSite) {}

  private record Addresses(Endpoint local, @Nullable Endpoint remote) {}

  private final Map<Long, KernelSocket> byInode = new HashMap<>();
  private final Map<Addresses, KernelSocket> byAddresses = new HashMap<>();
  private final List<Descriptorless> withoutDescriptor = new ArrayList<>();

  public ListedSockets(List<KernelSocket> sockets, KnownAddresses addresses) {
    for (KernelSocket socket : sockets) {
      if (socket.inode() != 0) {
        byInode.put(socket.inode(), socket);
        byAddresses.put(new Addresses(socket.local(), socket.remote()), socket);
      } else {
        Place place = addresses.of(socket);
        if (place != null) {
          withoutDescriptor.add(
              new Descriptorless(socket, place.role(), place.destination(), place.callSite()));
        }
      }
    }
  }

  /**
   * The kernel's entry for a socket of ours, by inode or, where that was not read yet, by its
   * addresses.
   *
   * @param inode 0 when it is not known
   */
  public @Nullable KernelSocket of(
      long inode, @Nullable Endpoint local, @Nullable Endpoint remote) {
    if (inode != 0) {
      return byInode.get(inode);
    }
    return local == null ? null : byAddresses.get(new Addresses(local, remote));
  }

  /**
   * Connections of this JVM without a descriptor: TIME_WAIT, SYN_RECV, what waits to be accepted,
   * and what was closed before the peer acknowledged all. A neighbour in the same network namespace
   * that connects to the same destination cannot be told from us.
   */
  public List<Descriptorless> withoutDescriptor() {
    return withoutDescriptor;
  }
}
