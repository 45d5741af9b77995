package dev.sockwatch.kernel;

import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** The TCP sockets of our network namespace, of all processes, as the kernel lists them. */
interface SocketList {
  /** {@code sock_diag} or {@code /proc/self/net/tcp}. */
  String name();

  /**
   * Lists IPv4 and IPv6 sockets in one of the states.
   *
   * @param states which ones; an empty set lists nothing
   * @param withMemory whether {@link KernelSocket#memory} is wanted
   * @param into takes them, until it is full
   * @throws IOException when the kernel refuses, with its reason
   */
  void list(Set<TcpState> states, boolean withMemory, ListedRows into) throws IOException;

  /** The same, whatever they are. */
  default List<KernelSocket> sockets(Set<TcpState> states, boolean withMemory) throws IOException {
    ListedRows rows = new ListedRows(socket -> true);
    list(states, withMemory, rows);
    return rows.kept();
  }
}
