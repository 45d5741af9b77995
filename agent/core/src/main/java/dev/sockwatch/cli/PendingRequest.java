package dev.sockwatch.cli;

import dev.sockwatch.control.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One request on its way, with the file that the agent answers in; closing it takes it back. */
final class PendingRequest implements AutoCloseable {
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  private final Machine machine;
  private final JvmProcess jvm;
  private final TargetFolder folder;
  private final AnswerFile file;
  private final Obstacles obstacles;

  PendingRequest(
      Machine machine, JvmProcess jvm, TargetFolder folder, AnswerFile file, Obstacles obstacles) {
    this.machine = machine;
    this.jvm = jvm;
    this.folder = folder;
    this.file = file;
    this.obstacles = obstacles;
  }

  /**
   * Waits for an answer with a number greater than {@code after}.
   *
   * @throws ObstacleException when there is none within that time, or it says no
   */
  Answer await(int after, Duration patience) throws ObstacleException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      boolean alive = machine.isAlive(jvm);
      Answer answer = read();
      if (answer != null && answer.number() > after) {
        if (!answer.done()) {
          throw new ObstacleException(obstacles.notDone(jvm.pid(), answer.message()));
        }
        return answer;
      }
      if (!alive) {
        throw new ObstacleException(obstacles.ended(jvm.pid()));
      }
      if (System.nanoTime() - end > 0 || Thread.currentThread().isInterrupted()) {
        throw new ObstacleException(obstacles.noAnswer(jvm.pid(), patience));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** Whether the JVM is gone. */
  boolean hasEnded() {
    return !machine.isAlive(jvm);
  }

  /** Null also for what was read while it was written over. */
  private @Nullable Answer read() throws ObstacleException {
    try {
      if (!file.isInPlace()) {
        throw new ObstacleException(obstacles.replaced(jvm.pid()));
      }
      if (file.isTooLarge()) {
        throw new ObstacleException(obstacles.notDone(jvm.pid(), "its answer is too large"));
      }
      Answer answer = file.read();
      if (answer != null) {
        file.empty();
      }
      return answer;
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public void close() {
    file.close();
    folder.delete();
  }
}
