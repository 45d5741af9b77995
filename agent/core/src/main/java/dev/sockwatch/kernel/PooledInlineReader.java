package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.InlineReader;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * Asks by descriptor on the application's thread, with one of a few readers that are shared by all
 * threads: who finds none free does without.
 */
final class PooledInlineReader implements InlineReader {
  private final List<DescriptorReader> readers;
  private final AtomicIntegerArray taken;

  /** A reader that has asked before, so that nothing is loaded or linked on another's thread. */
  PooledInlineReader(List<DescriptorReader> readers) {
    this.readers = readers;
    this.taken = new AtomicIntegerArray(readers.size());
    for (IncidentKind kind : IncidentKind.values()) {
      KernelReading unused = ask(readers.get(0), -1, kind, true, true);
    }
    Endpoint warm = Endpoint.ofIpv4(0, 0);
    KernelReading unused = new KernelReading(TcpInfo.of(TcpState.CLOSE), 0, 0, 0, warm, warm);
  }

  @Override
  public @Nullable KernelReading ask(
      int fd, IncidentKind kind, boolean withLocal, boolean withRemote) {
    for (int i = 0; i < readers.size(); i++) {
      if (taken.compareAndSet(i, 0, 1)) {
        try {
          return ask(readers.get(i), fd, kind, withLocal, withRemote);
        } finally {
          taken.set(i, 0);
        }
      }
    }
    return null;
  }

  private static @Nullable KernelReading ask(
      DescriptorReader reader, int fd, IncidentKind kind, boolean withLocal, boolean withRemote) {
    byte[] tcpInfo = reader.tcpInfoBytes(fd);
    if (tcpInfo == null) {
      return null;
    }
    boolean closes = kind == IncidentKind.CLOSED;
    boolean late = kind == IncidentKind.ANSWERED_LATE;
    return new KernelReading(
        TcpInfo.of(tcpInfo),
        late ? option(reader, fd, SocketOption.TCP_NODELAY) : KernelReading.UNASKED,
        closes
            ? (int)
                Math.min(Integer.MAX_VALUE, reader.unreadBytes(fd, 0).orElse(KernelReading.UNASKED))
            : KernelReading.UNASKED,
        closes ? option(reader, fd, SocketOption.SO_LINGER) : KernelReading.UNASKED,
        withLocal ? reader.local(fd, 0) : null,
        withRemote ? reader.remote(fd, 0) : null);
  }

  private static int option(DescriptorReader reader, int fd, SocketOption option) {
    return reader.option(fd, option).orElse(KernelReading.UNASKED);
  }
}
