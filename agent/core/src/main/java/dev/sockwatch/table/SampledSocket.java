package dev.sockwatch.table;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.KernelReading;
import dev.sockwatch.net.Protocol;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** What the sampler has learnt from the kernel about one socket; read and written by it alone. */
public abstract class SampledSocket extends WeakReference<Object> {
  private @Nullable Endpoint remote;
  private @Nullable Endpoint local;
  private @Nullable String destination;
  private Protocol protocol = Protocol.UNKNOWN;
  private int tcpState;
  private boolean noDelayAsked;
  private boolean underWay;
  private int unreadBytes = -1;
  private long inode;
  private long closeWaitSinceNanos;
  private @Nullable KeepAlive keepAlive;

  SampledSocket(@Nullable Object owner) {
    super(owner);
  }

  /** The peer's address, once the sampler has asked the kernel. */
  public @Nullable Endpoint remote() {
    return remote;
  }

  public void remote(@Nullable Endpoint endpoint) {
    this.remote = endpoint;
  }

  /** The own address, once the sampler has asked the kernel. */
  public @Nullable Endpoint local() {
    return local;
  }

  public void local(@Nullable Endpoint endpoint) {
    this.local = endpoint;
  }

  /** Takes the addresses that the kernel was asked for by who saw it close, or connect. */
  public void addressedAs(KernelReading said) {
    Endpoint own = said.local();
    if (local == null && own != null && own.port() != 0) {
      local = own;
    }
    if (remote == null && said.remote() != null) {
      remote = said.remote();
    }
  }

  /** The other side as text, once it cannot change any more. */
  public @Nullable String destination() {
    return destination;
  }

  public void destination(String text) {
    this.destination = text;
  }

  /** What it speaks, once the sampler has asked the kernel. */
  public Protocol protocol() {
    return protocol;
  }

  public void protocol(Protocol spoken) {
    this.protocol = spoken;
  }

  /** The state's number in the kernel when it was last asked, 0 for not yet. */
  public int tcpState() {
    return tcpState;
  }

  public void tcpState(int number) {
    this.tcpState = number;
  }

  /** Whether TCP_NODELAY has been read back. */
  public boolean isNoDelayAsked() {
    return noDelayAsked;
  }

  public void noDelayAsked() {
    this.noDelayAsked = true;
  }

  /** Whether data or an answer was under way when the kernel was last asked. */
  public boolean isUnderWay() {
    return underWay;
  }

  public void underWay(boolean isUnderWay) {
    this.underWay = isUnderWay;
  }

  /** Received bytes that the program had not read when it was last idle; -1 for not asked. */
  public int unreadBytes() {
    return unreadBytes;
  }

  public void unreadBytes(int bytes) {
    this.unreadBytes = bytes;
  }

  /** The socket's inode, 0 until it was read from /proc. */
  public long inode() {
    return inode;
  }

  public void inode(long number) {
    this.inode = number;
  }

  /** When a round first saw it in CLOSE_WAIT, 0 if it is not. */
  public long closeWaitSinceNanos() {
    return closeWaitSinceNanos;
  }

  public void closeWaitSinceNanos(long nanos) {
    this.closeWaitSinceNanos = nanos;
  }

  /** What would notice a dead peer, once it has been idle for long; else null. */
  public @Nullable KeepAlive keepAlive() {
    return keepAlive;
  }

  public void keepAlive(@Nullable KeepAlive read) {
    this.keepAlive = read;
  }
}
