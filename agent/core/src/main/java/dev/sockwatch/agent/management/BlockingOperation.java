package dev.sockwatch.agent.management;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A question whose asker waits for the answer. */
public final class BlockingOperation<T> implements OperationQueue.Question {
  private static final long PATIENCE_SECONDS = 15;

  private final Function<AgentOperations, T> question;
  private final CountDownLatch answered = new CountDownLatch(1);
  private volatile @Nullable T answer;
  private volatile @Nullable RuntimeException failure;

  private BlockingOperation(Function<AgentOperations, T> question) {
    this.question = question;
  }

  /**
   * Asks on the sampler's thread and waits.
   *
   * @throws IllegalStateException when the agent has ended or does not answer
   */
  public static <T> T ask(OperationQueue queue, Function<AgentOperations, T> question) {
    BlockingOperation<T> waiting = new BlockingOperation<>(question);
    queue.put(waiting);
    return waiting.await();
  }

  @Override
  public void ask(AgentOperations operations) {
    try {
      answer = question.apply(operations);
    } catch (RuntimeException e) {
      failure = e;
    } catch (Throwable e) {
      failure = new IllegalStateException(e);
    } finally {
      answered.countDown();
    }
  }

  @Override
  public void refused() {
    failure = new IllegalStateException("sockwatch has ended in this JVM");
    answered.countDown();
  }

  private T await() {
    try {
      if (!answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "sockwatch has not answered for "
                + PATIENCE_SECONDS
                + " s; is the machine overloaded?");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while sockwatch was asked", e);
    }
    RuntimeException failed = failure;
    T given = answer;
    if (failed != null || given == null) {
      throw new IllegalStateException("sockwatch could not answer", failed);
    }
    return given;
  }
}
