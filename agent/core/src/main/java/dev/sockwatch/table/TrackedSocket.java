package dev.sockwatch.table;

import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.scope.ScopeToken;
import dev.sockwatch.scope.Scopes;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.FirstSeen;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The life of one socket from open to release: what the hooks saw of it.
 *
 * <p>It is its own weak reference to the owner, so a record never keeps its socket alive. Times are
 * {@link System#nanoTime}, 0 for not yet.
 *
 * <p>One object in four layers instead of four objects: each layer has its own writers ({@link
 * SampledSocket} the sampler, {@link SocketFlags} whoever is first, {@link SocketWrites} the thread
 * that writes), and composition would cost three headers and three references, 60 of the 272 bytes
 * that an open socket may take.
 */
public final class TrackedSocket extends SocketWrites {
  private final long id;
  private final int fd;
  private final SocketKind kind;
  private final long openedAtNanos;
  private final @Nullable String thread;

  /** Whose work the opening thread did, or null. */
  private volatile @Nullable ScopeToken token;

  /** A raw Throwable until the sampler has interned it, then a {@link CallStack}. */
  private volatile @Nullable Object opening;

  private volatile @Nullable Object endOfInputReader;
  private volatile @Nullable SocketAddress askedRemote;
  private volatile @Nullable SocketFailure connectFailure;
  private volatile long endOfInputAtNanos;
  private volatile long closingAtNanos;
  private volatile long transferredAtNanos;
  private volatile long connectStartedAtNanos;

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
    this.token = kind.isOpenSeen() ? Scopes.carried() : null;
    if (token != null) {
      token.scope().countOpened();
    }
  }

  @Override
  void marked(int flag) {
    ScopeToken of = flag == RELEASED ? token : null;
    if (of != null) {
      of.scope().countClosed();
    }
  }

  /** Whether {@code candidate} holds this descriptor; unknown for a socket no hook saw open. */
  boolean isHeldBy(Object candidate) {
    return !kind.isOpenSeen() || refersTo(candidate);
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

  /** Whose work the opening thread did, or null for nobody's. */
  public @Nullable ScopeToken token() {
    return token;
  }

  /** Somebody else answers for it from now on. Sampler only. */
  public void token(ScopeToken another) {
    this.token = another;
  }

  /**
   * The record that takes this one's place when a socket that no hook saw open is first seen.
   *
   * @param handle what the JDK keeps as long as the owner; null where nothing tells when that goes
   */
  TrackedSocket seenBy(@Nullable Object handle) {
    String seeing = Thread.currentThread().getName();
    TrackedSocket seen =
        new TrackedSocket(
            handle == null ? SocketKind.ADOPTED : handle, // which is never collected
            id,
            fd,
            SocketKind.ADOPTED,
            openedAtNanos,
            seeing,
            new FirstSeen());
    seen.copyFlags(this);
    seen.endOfInputReader = endOfInputReader;
    seen.endOfInputAtNanos = endOfInputAtNanos;
    seen.closingAtNanos = closingAtNanos;
    seen.inode(inode());
    seen.closeWaitSinceNanos(closeWaitSinceNanos());
    return seen;
  }

  /** Whether no hook saw it open, nor anything since. */
  boolean isUnseen() {
    return opening == null;
  }

  /** Whether it may have been read, shut down or closed without a hook. */
  public boolean mayHaveMissedEvents() {
    return !kind.isOpenSeen() || is(UNWATCHED);
  }

  /** Watching is off: what has this number next may be another socket. */
  public void pause() {
    mark(UNVERIFIED);
  }

  /** It is still the same socket as before the pause. */
  public void resume() {
    mark(UNWATCHED);
    clear(UNVERIFIED);
  }

  /** What the kernel and the other sockets say about one that no hook saw open. Sampler only. */
  public void adoptedAs(Role role) {
    switch (role) {
      case LISTENER -> mark(LISTENING);
      case SERVER -> mark(ACCEPTED);
      default -> mark(CONNECTED);
    }
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

  /** Whether the owner was collected; never for a socket that nobody has seen yet. */
  public boolean isOwnerCollected() {
    return opening != null && refersTo(null);
  }

  /** Whether its descriptor is released because its owner was collected, not closed. */
  boolean isCollectedAtRelease() {
    // Of a socket seen late the cleaner keeps the handle: then it is the cleaner who releases.
    return !isClosing()
        && !is(UNVERIFIED)
        && (isOwnerCollected()
            || (kind == SocketKind.ADOPTED
                && Thread.currentThread().getName().equals("Common-Cleaner")));
  }

  /** The address given to connect, or null. */
  public @Nullable SocketAddress askedRemote() {
    return askedRemote;
  }

  void connectStarted(@Nullable SocketAddress asked, long atNanos) {
    this.askedRemote = asked;
    this.connectStartedAtNanos = atNanos;
  }

  /** When the program asked for the connection, 0 if it did not. */
  public long connectStartedAtNanos() {
    return connectStartedAtNanos;
  }

  /** What connect threw, or null. */
  public @Nullable SocketFailure connectFailure() {
    return connectFailure;
  }

  void connectFailure(SocketFailure failure) {
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
}
