package dev.sockwatch.kernel;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One way of asking the kernel about a descriptor of this process. Used by the sampler alone.
 *
 * <p>Every method takes the descriptor and, for ways that know sockets by inode only, the inode as
 * far as it is known, else 0.
 */
public interface SocketReader {
  /** Whether {@code inode} must be known for an answer. */
  boolean isByInode();

  /** Called before the first question of a round. */
  void beginRound();

  /** {@code tcp_info}; null when the descriptor is closed, no TCP socket or not found. */
  @Nullable TcpInfo tcpInfo(int fd, long inode);

  /** What a socket speaks. */
  Protocol protocol(int fd, long inode);

  /** An option with an int value, read back. */
  OptionalInt option(int fd, SocketOption option);

  /** The name of the congestion control (TCP_CONGESTION); null when unknown. */
  @Nullable String congestionControl(int fd);

  /** Received and not read by the program, an unread FIN not counted (FIONREAD) (bytes). */
  OptionalLong unreadBytes(int fd, long inode);

  /** The socket's own address; null when unknown. */
  @Nullable Endpoint local(int fd, long inode);

  /** The peer's address; null when not connected or unknown. */
  @Nullable Endpoint remote(int fd, long inode);
}
