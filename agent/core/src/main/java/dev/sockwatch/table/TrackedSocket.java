package dev.sockwatch.table;

import java.lang.ref.WeakReference;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The life of one socket from open to release: what the hooks saw of it.
 *
 * <p>It is its own weak reference to the owner, so a record never keeps its socket alive. Facts are
 * flags that are only ever set, each once: the thread that sets one writes what belongs to it. The
 * fields under "sampler only" are written by the sampler alone. Times are {@link System#nanoTime},
 * 0 for not yet.
 */
public final class TrackedSocket extends WeakReference<Object> {
  static final int CONNECT_STARTED = 1;
  static final int CONNECTED = 1 << 1;
  static final int ACCEPTED = 1 << 2;
  static final int LISTENING = 1 << 3;
  static final int INPUT_SHUTDOWN = 1 << 4;
  static final int OUTPUT_SHUTDOWN = 1 << 5;
  static final int END_OF_INPUT = 1 << 6;
  static final int CLOSING = 1 << 7;
  static final int RELEASED = 1 << 8;

  private static final AtomicIntegerFieldUpdater<TrackedSocket> FLAGS =
      AtomicIntegerFieldUpdater.newUpdater(TrackedSocket.class, "flags");

  private final long id;
  private final int fd;
  private final SocketKind kind;
  private final long openedAtNanos;
  private final @Nullable String thread;

  private volatile int flags;

  /** A raw Throwable until the sampler has interned it, then a {@link CallStack}. */
  private volatile @Nullable Object opening;

  private volatile @Nullable Object endOfInputReader;
  private volatile @Nullable SocketAddress askedRemote;
  private volatile @Nullable String connectFailure;
  private volatile long endOfInputAtNanos;
  private volatile long closingAtNanos;
  private volatile long transferredAtNanos;

  // -- sampler only --

  private @Nullable Endpoint remote;
  private @Nullable Endpoint local;
  private @Nullable String destination;
  private int protocol = -1;
  private int tcpState;
  private long inode;
  private long closeWaitSinceNanos;

  // -- end of sampler only --

  TrackedSocket(
      @Nullable Object owner,
      long id,
      int fd,
      SocketKind kind,
      long openedAtNanos,
      @Nullable String thread,
      @Nullable Throwable opening) {
    super(owner);
    this.id = id;
    this.fd = fd;
    this.kind = kind;
    this.openedAtNanos = openedAtNanos;
    this.thread = thread;
    this.opening = opening;
  }

  /** Sets a flag; true for the one caller that set it. */
  boolean mark(int flag) {
    for (int now = flags; (now & flag) == 0; now = flags) {
      if (FLAGS.compareAndSet(this, now, now | flag)) {
        return true;
      }
    }
    return false;
  }

  boolean is(int flag) {
    return (flags & flag) != 0;
  }

  void clear(int flag) {
    for (int now = flags; (now & flag) != 0; now = flags) {
      if (FLAGS.compareAndSet(this, now, now & ~flag)) {
        return;
      }
    }
  }

  /** Whether {@code candidate} holds this descriptor; unknown for a socket no hook saw open. */
  boolean isHeldBy(Object candidate) {
    return kind == SocketKind.UNWOVEN || refersTo(candidate);
  }

  /** Identity within this JVM, never used again. */
  public long id() {
    return id;
  }

  /** The descriptor's number. */
  public int fd() {
    return fd;
  }

  /** Which kind of object holds the descriptor. */
  public SocketKind kind() {
    return kind;
  }

  /** When a hook saw it open, or when it was first found. */
  public long openedAtNanos() {
    return openedAtNanos;
  }

  /** Name of the opening thread, null for a socket no hook saw open. */
  public @Nullable String thread() {
    return thread;
  }

  /** What the socket is for, as far as events tell. */
  public Role role() {
    if (kind.isDatagram()) {
      return Role.DATAGRAM;
    }
    if (is(ACCEPTED)) {
      return Role.SERVER;
    }
    if (is(LISTENING)) {
      return Role.LISTENER;
    }
    return is(CONNECTED) || is(CONNECT_STARTED) ? Role.CLIENT : Role.UNCONNECTED;
  }

  /** Whether a connection was established, by connect or accept. */
  public boolean isConnected() {
    return is(CONNECTED) || is(ACCEPTED);
  }

  /** Whether it accepts connections. */
  public boolean isListening() {
    return is(LISTENING);
  }

  /** Whether the program has closed it. */
  public boolean isClosing() {
    return is(CLOSING);
  }

  /** Whether the descriptor was given back. */
  public boolean isReleased() {
    return is(RELEASED);
  }

  /** Whether the owner was collected; never for a socket whose owner was never known. */
  public boolean isOwnerCollected() {
    return kind != SocketKind.UNWOVEN && refersTo(null);
  }

  /** The address given to connect, or null. */
  public @Nullable SocketAddress askedRemote() {
    return askedRemote;
  }

  void askedRemote(@Nullable SocketAddress asked) {
    this.askedRemote = asked;
  }

  /** Class and message of the exception that connect threw, or null. */
  public @Nullable String connectFailure() {
    return connectFailure;
  }

  void connectFailure(String failure) {
    this.connectFailure = failure;
  }

  /** When the program read the peer's EOF, 0 if not. */
  public long endOfInputAtNanos() {
    return endOfInputAtNanos;
  }

  void endOfInput(long atNanos, @Nullable Throwable reader) {
    this.endOfInputReader = reader;
    this.endOfInputAtNanos = atNanos;
  }

  /** When the program closed it, 0 if not. */
  public long closingAtNanos() {
    return closingAtNanos;
  }

  void closingAt(long nanos) {
    this.closingAtNanos = nanos;
  }

  /** When bytes last moved, to the sampling round; 0 for never, or not known. */
  public long transferredAtNanos() {
    return transferredAtNanos;
  }

  public void transferredAt(long nanos) {
    if (transferredAtNanos != nanos) {
      transferredAtNanos = nanos;
    }
  }

  /** The stack that opened it, interned; null for a socket no hook saw open. Sampler only. */
  public @Nullable CallStack opening(CallStacks stacks) {
    CallStack stack = interned(opening, stacks);
    opening = stack;
    return stack;
  }

  /** The stack that read the peer's EOF, interned; null if none was taken. Sampler only. */
  public @Nullable CallStack endOfInputReader(CallStacks stacks) {
    Object raw = endOfInputReader;
    CallStack stack = interned(raw, stacks);
    if (raw != stack) {
      endOfInputReader = stack;
    }
    return stack;
  }

  private static @Nullable CallStack interned(@Nullable Object stack, CallStacks stacks) {
    return stack instanceof Throwable raw ? stacks.intern(raw) : (CallStack) stack;
  }

  /** The peer's address, once the sampler has asked the kernel. Sampler only. */
  public @Nullable Endpoint remote() {
    return remote;
  }

  public void remote(@Nullable Endpoint endpoint) {
    this.remote = endpoint;
  }

  /** The own address, once the sampler has asked the kernel. Sampler only. */
  public @Nullable Endpoint local() {
    return local;
  }

  public void local(@Nullable Endpoint endpoint) {
    this.local = endpoint;
  }

  /** The other side as text, once it cannot change any more. Sampler only. */
  public @Nullable String destination() {
    return destination;
  }

  public void destination(String text) {
    this.destination = text;
  }

  /** IPPROTO_TCP (6) or another number, 0 for Unix domain; -1 until asked. Sampler only. */
  public int protocol() {
    return protocol;
  }

  public void protocol(int number) {
    this.protocol = number;
  }

  /** The state's number in the kernel when it was last asked, 0 for not yet. Sampler only. */
  public int tcpState() {
    return tcpState;
  }

  public void tcpState(int number) {
    this.tcpState = number;
  }

  /** The socket's inode, 0 until it was read from /proc. Sampler only. */
  public long inode() {
    return inode;
  }

  public void inode(long number) {
    this.inode = number;
  }

  /** When a round first saw it in CLOSE_WAIT, 0 if it is not. Sampler only. */
  public long closeWaitSinceNanos() {
    return closeWaitSinceNanos;
  }

  public void closeWaitSinceNanos(long nanos) {
    this.closeWaitSinceNanos = nanos;
  }
}
