package dev.sockwatch.kernel;

import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One row of the kernel's list by hand; without more, an established IPv4 connection from {@link
 * #LOCAL} to {@link #REMOTE} without a descriptor.
 */
public final class KernelSocketBuilder {
  /** 192.0.2.1:50000. */
  public static final Endpoint LOCAL = Endpoint.ofIpv4(0xc0000201, 50_000);

  /** 192.0.2.7:5432. */
  public static final Endpoint REMOTE = Endpoint.ofIpv4(0xc0000207, 5432);

  private TcpState state = TcpState.ESTABLISHED;
  private Endpoint local = LOCAL;
  private @Nullable Endpoint remote = REMOTE;
  private boolean ipv6;
  private Timer timer = Timer.OFF;
  private long timerMillis;
  private long receiveQueueBytes;
  private OptionalLong sendQueueBytes = OptionalLong.of(0);
  private long inode;
  private OptionalLong cookie = OptionalLong.empty();
  private OptionalLong shutdown = OptionalLong.empty();
  private List<Long> memory = List.of();

  private KernelSocketBuilder() {}

  public static KernelSocketBuilder row() {
    return new KernelSocketBuilder();
  }

  public KernelSocketBuilder state(TcpState is) {
    state = is;
    return this;
  }

  public KernelSocketBuilder local(Endpoint is) {
    local = is;
    return this;
  }

  public KernelSocketBuilder remote(@Nullable Endpoint is) {
    remote = is;
    return this;
  }

  public KernelSocketBuilder ipv6() {
    ipv6 = true;
    return this;
  }

  public KernelSocketBuilder timer(Timer is, long millis) {
    timer = is;
    timerMillis = millis;
    return this;
  }

  public KernelSocketBuilder queues(long receive, OptionalLong send) {
    receiveQueueBytes = receive;
    sendQueueBytes = send;
    return this;
  }

  public KernelSocketBuilder unread(long bytes) {
    return queues(bytes, sendQueueBytes);
  }

  public KernelSocketBuilder inode(long is) {
    inode = is;
    return this;
  }

  /** What sock_diag tells and /proc does not. */
  public KernelSocketBuilder bySockDiag(long itsCookie, long itsShutdown, Long... itsMemory) {
    cookie = OptionalLong.of(itsCookie);
    shutdown = OptionalLong.of(itsShutdown);
    memory = List.of(itsMemory);
    return this;
  }

  public KernelSocket build() {
    return new KernelSocket(
        state,
        local,
        remote,
        ipv6,
        timer,
        timerMillis,
        2,
        receiveQueueBytes,
        sendQueueBytes,
        1000,
        inode,
        cookie,
        shutdown,
        memory);
  }
}
