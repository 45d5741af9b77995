package dev.sockwatch.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call that may hang for ever, because another process has to answer it. */
final class BoundedCall {
  private BoundedCall() {}

  /** The result, or {@code late} as an exception; a hanging call is left behind in its thread. */
  static <T> T call(Duration patience, Obstacle late, Callable<T> call)
      throws IOException, ObstacleException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task, "sockwatch-asking");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ObstacleException(late);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ObstacleException(late);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException failed) {
        throw failed;
      }
      if (e.getCause() instanceof ObstacleException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
