package dev.sockwatch.sample;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.SocketOption;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeMap;

/**
 * The open sockets that no hook saw and that are not TCP: of native code (JNA, JNI), inherited, or
 * the JVM's own. They have no owner and no line; they are counted. Used by the sampler alone.
 */
final class NativeSockets {
  /** {@code AF_*}, Linux {@code include/linux/socket.h}. */
  private static final Map<Integer, String> FAMILIES =
      Map.of(
          1,
          "AF_UNIX",
          2,
          "AF_INET",
          10,
          "AF_INET6",
          16,
          "AF_NETLINK",
          17,
          "AF_PACKET",
          38,
          "AF_ALG",
          40,
          "AF_VSOCK");

  private record Found(long inode, String family) {}

  private final KernelSource kernel;
  private final Map<Integer, Found> byDescriptor = new HashMap<>();

  NativeSockets(KernelSource kernel) {
    this.kernel = kernel;
  }

  void found(int fd, long inode) {
    Found known = byDescriptor.get(fd);
    if (known == null || known.inode() != inode) {
      byDescriptor.put(fd, new Found(inode, family(fd)));
    }
  }

  void forget(int fd) {
    byDescriptor.remove(fd);
  }

  /** Forgets those whose descriptor is not open any more. */
  void retain(Collection<Integer> open) {
    if (!byDescriptor.isEmpty()) {
      byDescriptor.keySet().retainAll(new HashSet<>(open));
    }
  }

  Map<String, Integer> byFamily() {
    Map<String, Integer> counts = new TreeMap<>();
    byDescriptor.values().forEach(f -> counts.merge(f.family(), 1, Integer::sum));
    return counts;
  }

  /** The kernel's name of the family, with UDP told apart. */
  private String family(int fd) {
    int domain = kernel.option(fd, SocketOption.SO_DOMAIN).orElse(-1);
    boolean ip = domain == 2 || domain == 10;
    if (ip && kernel.option(fd, SocketOption.SO_PROTOCOL).orElse(-1) == 17) {
      return "UDP";
    }
    return FAMILIES.getOrDefault(domain, "other");
  }
}
