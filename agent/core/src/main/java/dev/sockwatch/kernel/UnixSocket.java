package dev.sockwatch.kernel;

/**
 * One Unix domain socket as sock_diag lists it ({@code struct unix_diag_msg}, Linux {@code
 * include/uapi/linux/unix_diag.h}), in our network namespace.
 *
 * @param inode of the socket
 * @param shutdown 1 receiving, 2 sending, 3 both are shut down, by us or by the peer: a peer that
 *     closes leaves 3, one that shuts down its sending side 1
 * @param receiveQueueBytes received and not read; of a listener, connections that wait
 */
public record UnixSocket(long inode, int shutdown, long receiveQueueBytes) {
  /** Whether nothing more will come: the peer has closed, or one side has shut down. */
  public boolean isInputEnded() {
    return (shutdown & 1) != 0;
  }
}
