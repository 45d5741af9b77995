package dev.sockwatch.agent.management;

import dev.sockwatch.agent.view.SocketViews;
import dev.sockwatch.api.ReportView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The answers that {@code watch} commands wait for, each rewritten at its interval.
 *
 * <p>A reader empties the file when it has read it. One that is gone deletes it, or leaves the
 * answer lying: then the stream ends by itself.
 */
public final class WatchStreams {
  private static final int UNREAD_MAX = 30;
  private static final long LEAST_INTERVAL_NANOS = 50_000_000L;

  private static final class Stream {
    private final Path result;
    private final long intervalNanos;
    private long nextAt;
    private int number;
    private int unread;

    Stream(Path result, long intervalNanos, long now) {
      this.result = result;
      this.intervalNanos = intervalNanos;
      this.nextAt = now;
    }
  }

  private final List<Stream> streams = new ArrayList<>();

  public void add(Path result, long intervalNanos, long now) {
    streams.add(new Stream(result, Math.max(intervalNanos, LEAST_INTERVAL_NANOS), now));
  }

  /** Nanoseconds until the next answer is due, at most {@code otherwise}. */
  public long pauseNanos(long now, long otherwise) {
    long pause = otherwise;
    for (Stream stream : streams) {
      pause = Math.min(pause, Math.max(0, stream.nextAt - now));
    }
    return pause;
  }

  /** Writes the answers that are due. */
  public void serve(AgentOperations operations, long now) {
    boolean isDue = false;
    for (Stream stream : streams) {
      isDue |= stream.nextAt - now <= 0;
    }
    if (!isDue) {
      return;
    }
    ReportView report;
    try {
      report = operations.report(false, SocketViews.Detail.BRIEF);
    } catch (Throwable e) {
      streams.clear(); // else they would be due again at once, for ever
      throw e;
    }
    streams.removeIf(stream -> stream.nextAt - now <= 0 && !write(stream, operations, report, now));
  }

  private static boolean write(
      Stream stream, AgentOperations operations, ReportView report, long now) {
    stream.nextAt = now + stream.intervalNanos;
    try {
      stream.unread = Files.size(stream.result) == 0 ? 0 : stream.unread + 1;
      if (stream.unread >= UNREAD_MAX) {
        return false;
      }
      String message = operations.isWatching() ? "watching" : "watching is off";
      CommandOperation.answerOf(
              operations.isWatching(),
              operations.startedAtMillis(),
              ++stream.number,
              message,
              true,
              report)
          .write(stream.result);
      return true;
    } catch (IOException e) {
      return false; // nobody waits any more
    }
  }
}
