package dev.sockwatch.hooks;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What happens to sockets, as woven code of the JDK or of a native transport saw it.
 *
 * <p>Called on the application's thread, possibly while it holds JDK locks: constant work, no
 * blocking, no logging, no I/O, no name lookup. {@code owner} is the object that holds the
 * descriptor; implementations must not keep it alive. A descriptor number may be reused as soon as
 * {@link #released} has returned.
 */
public interface SocketObserver {
  /** A descriptor was created for {@code owner}; it is neither connected nor bound yet. */
  void opened(Object owner, int fd, int kind);

  /** A connection was accepted; {@code owner} is the new connection, not its listener. */
  void accepted(Object owner, int fd, int kind);

  /** The program asks for a connection to {@code remote}. */
  void connectStarted(Object owner, int fd, @Nullable SocketAddress remote);

  /** The connection is established. May be called more than once. */
  void connected(Object owner, int fd);

  /** The connect call threw; the JDK has closed the descriptor before, in most cases. */
  void connectFailed(Object owner, int fd, Throwable failure);

  /** The socket listens. {@code owner} is null where only its open descriptor is known. */
  void listening(@Nullable Object owner, int fd);

  /** A read returned -1. */
  void endOfInput(int fd);

  /**
   * A read returned at least one byte.
   *
   * @param handle the JDK's object for the descriptor; null for a native transport
   */
  void received(@Nullable Object handle, int fd);

  /**
   * A write took at least one byte.
   *
   * @param handle as above
   * @param bytes how many
   */
  void sent(@Nullable Object handle, int fd, long bytes);

  /** A read or write threw. */
  void transferFailed(int fd, boolean writing, Throwable failure);

  /**
   * The program shuts down its reading side. May be called more than once. {@code owner} is null
   * where only its open descriptor is known.
   */
  void inputShutdown(@Nullable Object owner, int fd);

  /** The same for its writing side. */
  void outputShutdown(@Nullable Object owner, int fd);

  /** The program closes the socket. May be called more than once, also with a number used again. */
  void closing(Object owner, int fd);

  /** The descriptor is about to be given back to the kernel, whoever asked for it. */
  void released(int fd);

  /** The kernel or the process had no descriptor left, or another resource ran out. */
  void failed(Throwable failure);

  /** The JVM begins its shutdown; the application's shutdown hooks have not started. */
  void exiting();
}
