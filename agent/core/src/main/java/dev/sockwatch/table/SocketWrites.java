package dev.sockwatch.table;

import org.jspecify.annotations.Nullable;

/**
 * How the program writes its messages to one socket, as far as Nagle's algorithm may matter.
 *
 * <p>Written by whoever reads and writes the socket, without a lock, as {@link WriteRun}.
 */
public abstract class SocketWrites extends SocketFlags {
  /** Of the first write since the last read, 0 for none. */
  private int firstWriteBytes;

  private volatile @Nullable WriteRun writeRun;

  SocketWrites(@Nullable Object owner) {
    super(owner);
  }

  /** Nagle's algorithm cannot hold back a write here: TCP_NODELAY is on, or it is no TCP socket. */
  public void nagleFree() {
    mark(NAGLE_FREE);
  }

  /** Whether it is known that Nagle's algorithm cannot hold back a write here. */
  public boolean isNagleFree() {
    return is(NAGLE_FREE);
  }

  /** The writes in a row; null where it never wrote twice in a row. */
  public @Nullable WriteRun writeRun() {
    return writeRun;
  }

  /** Notes a write; false if it is not the first one since the last read. */
  boolean beginsMessage(long bytes) {
    if (firstWriteBytes != 0) {
      return false;
    }
    firstWriteBytes = (int) Math.min(bytes, Integer.MAX_VALUE);
    return true;
  }

  /** Notes a write after the first. */
  void continuesMessage(long bytes, long now, @Nullable Throwable stack) {
    WriteRun run = writeRun;
    if (run == null) {
      run = new WriteRun();
      writeRun = run;
    }
    run.add(firstWriteBytes, now, bytes, stack);
  }

  /** Whether a stack of the next write would be the first one here. */
  boolean wantsWriter() {
    WriteRun run = writeRun;
    return run == null || !run.hasWriter();
  }

  /** Notes an answer: when the last write of a small message in several was, else 0. */
  long endsMessage() {
    if (firstWriteBytes == 0) {
      return 0;
    }
    firstWriteBytes = 0;
    WriteRun run = writeRun;
    return run != null && run.isSplit() ? run.end() : 0;
  }
}
