package dev.sockwatch.kernel;

import dev.sockwatch.net.TcpState;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The list by {@code /proc/self/net/tcp} and {@code tcp6} (Linux {@code net/ipv4/tcp_ipv4.c} and
 * {@code net/ipv6/tcp_ipv6.c}), for where sock_diag is refused.
 *
 * <p>The kernel walks its whole table for it, which takes milliseconds even when there are no
 * sockets. It is not one instant: a socket may be missing or there twice. Used by the sampler
 * alone.
 */
final class ProcNetTcp implements SocketList {
  private static final int CHUNK_BYTES = 32 * 1024;

  private final Path net;

  ProcNetTcp() {
    this(Path.of("/proc/self/net"));
  }

  ProcNetTcp(Path net) {
    this.net = net;
  }

  @Override
  public String name() {
    return "/proc/net/tcp";
  }

  @Override
  public void list(Set<TcpState> states, boolean withMemory, ListedRows into) throws IOException {
    int mask = SockDiag.mask(states);
    if (mask == 0) {
      return;
    }
    read(net.resolve("tcp"), false, mask, into);
    Path ipv6 = net.resolve("tcp6");
    if (Files.exists(ipv6)) { // else a kernel without IPv6
      read(ipv6, true, mask, into);
    }
  }

  private static void read(Path file, boolean ipv6, int mask, ListedRows into) throws IOException {
    byte[] bytes = new byte[CHUNK_BYTES];
    int kept = 0;
    boolean header = true;
    try (InputStream in = new FileInputStream(file.toFile())) {
      int read;
      while (!into.isFull() && (read = in.read(bytes, kept, bytes.length - kept)) > 0) {
        int end = kept + read;
        int start = 0;
        for (int i = kept; i < end; i++) {
          if (bytes[i] == '\n') {
            if (!header) {
              addSocket(file, new ProcNetLine(bytes, start, i), ipv6, mask, into);
            }
            header = false;
            start = i + 1;
          }
        }
        kept = end - start;
        System.arraycopy(bytes, start, bytes, 0, kept);
      }
    }
    if (kept > 0 && !into.isFull()) {
      throw new IOException(file + " ends within a line");
    }
  }

  private static void addSocket(
      Path file, ProcNetLine line, boolean ipv6, int mask, ListedRows into) throws IOException {
    try {
      int state = line.state();
      if (state > 0 && state < Integer.SIZE && (mask >>> state & 1) != 0) {
        into.add(line.socket(ipv6));
      }
    } catch (IllegalArgumentException e) { // no number, or no state
      throw new IOException(file + " has a line that is not understood: " + line, e);
    }
  }
}
