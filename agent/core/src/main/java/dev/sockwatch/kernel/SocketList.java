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
   * @throws IOException when the kernel refuses, with its reason
   */
  List<KernelSocket> sockets(Set<TcpState> states, boolean withMemory) throws IOException;
}
