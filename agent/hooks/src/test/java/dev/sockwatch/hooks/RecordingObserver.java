package dev.sockwatch.hooks;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it was told as words, or throws what it was told to throw. */
final class RecordingObserver implements SocketObserver {
  final List<String> told = new ArrayList<>();
  @Nullable Throwable toThrow;

  @Override
  public void opened(Object owner, int fd, int kind) {
    take("opened " + owner + " " + fd + " " + kind);
  }

  @Override
  public void accepted(Object owner, int fd, int kind) {
    take("accepted " + owner + " " + fd + " " + kind);
  }

  @Override
  public void connectStarted(Object owner, int fd, @Nullable SocketAddress remote) {
    take("connectStarted " + owner + " " + fd + " " + remote);
  }

  @Override
  public void connected(Object owner, int fd) {
    take("connected " + owner + " " + fd);
  }

  @Override
  public void connectFailed(Object owner, int fd, Throwable failure) {
    take("connectFailed " + owner + " " + fd + " " + failure.getMessage());
  }

  @Override
  public void listening(@Nullable Object owner, int fd) {
    take("listening " + owner + " " + fd);
  }

  @Override
  public void endOfInput(int fd) {
    take("endOfInput " + fd);
  }

  @Override
  public void received(@Nullable Object handle, int fd) {
    take("received " + fd);
  }

  @Override
  public void sent(@Nullable Object handle, int fd, long bytes) {
    take("sent " + fd + " " + bytes);
  }

  @Override
  public void transferFailed(int fd, boolean writing, Throwable failure) {
    take((writing ? "writeFailed " : "readFailed ") + fd + " " + failure.getMessage());
  }

  @Override
  public void inputShutdown(@Nullable Object owner, int fd) {
    take("inputShutdown " + owner + " " + fd);
  }

  @Override
  public void outputShutdown(@Nullable Object owner, int fd) {
    take("outputShutdown " + owner + " " + fd);
  }

  @Override
  public void closing(Object owner, int fd) {
    take("closing " + owner + " " + fd);
  }

  @Override
  public void released(int fd) {
    take("released " + fd);
  }

  @Override
  public void failed(Throwable failure) {
    take("failed " + failure.getMessage());
  }

  @Override
  public void exiting() {
    take("exiting");
  }

  private void take(String event) {
    told.add(event);
    if (toThrow != null) {
      sneak(toThrow);
    }
  }

  /** Throws whatever it is, as woven code might. */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable any) throws T {
    throw (T) any;
  }
}
