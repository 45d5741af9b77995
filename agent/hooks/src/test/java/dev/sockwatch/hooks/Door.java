package dev.sockwatch.hooks;

import java.io.FileDescriptor;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One call of each method of {@link SocketHooks}, as woven code makes it.
 *
 * @param told what the observer hears of it
 * @param call the call, with the descriptor to pass
 */
record Door(String told, Call call) {
  /** A call with a descriptor, which woven code may find null. */
  interface Call {
    void with(@Nullable FileDescriptor fd);
  }

  private static final Object OWNER = "owner";
  private static final InetSocketAddress REMOTE = InetSocketAddress.createUnresolved("db", 5432);

  /** Those that get a descriptor that may be null. */
  static List<Door> withDescriptor() {
    return List.of(
        new Door("opened owner 7 1", fd -> SocketHooks.opened(OWNER, fd, SocketHooks.CHANNEL)),
        new Door("accepted owner 7 0", fd -> SocketHooks.accepted(OWNER, fd, SocketHooks.SOCKET)),
        new Door(
            "connectStarted owner 7 db/<unresolved>:5432",
            fd -> SocketHooks.connectStarted(OWNER, fd, REMOTE)),
        new Door("connectStarted owner 7 null", fd -> SocketHooks.connectStarted(OWNER, fd, null)),
        new Door("connected owner 7", fd -> SocketHooks.connected(OWNER, fd)),
        new Door("connected owner 7", fd -> SocketHooks.connected(true, OWNER, fd)),
        new Door(
            "connectFailed owner 7 refused", fd -> SocketHooks.connectFailed(refused(), OWNER, fd)),
        new Door("listening owner 7", fd -> SocketHooks.listening(OWNER, fd)),
        new Door("inputShutdown owner 7", fd -> SocketHooks.inputShutdown(OWNER, fd)),
        new Door("outputShutdown owner 7", fd -> SocketHooks.outputShutdown(OWNER, fd)),
        new Door("closing owner 7", fd -> SocketHooks.closing(OWNER, fd)),
        new Door("readFailed 7 refused", fd -> SocketHooks.readFailed(refused(), fd)),
        new Door("writeFailed 7 refused", fd -> SocketHooks.writeFailed(refused(), fd)),
        new Door("released 7", fd -> SocketHooks.released(fd)));
  }

  /** All others. */
  static List<Door> withoutDescriptor() {
    FileDescriptor fd = IOUtil.descriptor(7);
    return List.of(
        new Door("endOfInput 7", ignored -> SocketHooks.read(-1, fd)),
        new Door("endOfInput 7", ignored -> SocketHooks.read(-1L, fd)),
        new Door("received 7", ignored -> SocketHooks.read(1, fd)),
        new Door("received 7", ignored -> SocketHooks.read(1L, fd)),
        new Door("sent 7 1", ignored -> SocketHooks.wrote(1, fd)),
        new Door("sent 7 1", ignored -> SocketHooks.wrote(1L, fd)),
        new Door("failed refused", ignored -> SocketHooks.failed(refused())),
        new Door("exiting", ignored -> SocketHooks.exiting()));
  }

  private static Exception refused() {
    return new Exception("refused");
  }

  void use() {
    call.with(IOUtil.descriptor(7));
  }

  @Override
  public String toString() {
    return told;
  }
}
