package dev.sockwatch.net;

import org.jspecify.annotations.Nullable;

/** What the kernel said of one socket at the very moment of an incident. */
public final class KernelReading {
  /** Not asked, or no answer. */
  public static final int UNASKED = Integer.MIN_VALUE;

  private final TcpInfo tcpInfo;
  private final int noDelay;
  private final int unreadBytes;
  private final int lingerSeconds;
  private final @Nullable Endpoint local;
  private final @Nullable Endpoint remote;

  /** All answers; {@link #UNASKED} or null where there is none. */
  public KernelReading(
      TcpInfo tcpInfo,
      int noDelay,
      int unreadBytes,
      int lingerSeconds,
      @Nullable Endpoint local,
      @Nullable Endpoint remote) {
    this.tcpInfo = tcpInfo;
    this.noDelay = noDelay;
    this.unreadBytes = unreadBytes;
    this.lingerSeconds = lingerSeconds;
    this.local = local;
    this.remote = remote;
  }

  /** {@code struct tcp_info}, as much of it as the kernel gave. */
  public TcpInfo tcpInfo() {
    return tcpInfo;
  }

  /** TCP_NODELAY: 1 on, 0 off. */
  public int noDelay() {
    return noDelay;
  }

  /** Received and not read by the program (FIONREAD). */
  public int unreadBytes() {
    return unreadBytes;
  }

  /** SO_LINGER, -1 for off. */
  public int lingerSeconds() {
    return lingerSeconds;
  }

  /** Own address, asked where it was not known. */
  public @Nullable Endpoint local() {
    return local;
  }

  /** The peer's address of an accepted connection, asked where it was not known. */
  public @Nullable Endpoint remote() {
    return remote;
  }
}
