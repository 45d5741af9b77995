package dev.sockwatch.agent.management;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What others ask of the agent, waiting for the sampler's thread. */
public final class OperationQueue {
  /** The thread that serves the queue, in its pause. */
  public interface Sleeper {
    /** Ends the pause early. */
    void wake();
  }

  /** Something that the sampler's thread does for another one, between two rounds. */
  public interface Question {
    /** Runs the question, on the sampler's thread. */
    void ask(AgentOperations operations);

    /** The sampler's thread has ended: nobody will ask. */
    void refused();
  }

  private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
  private final Sleeper sampler;
  private boolean closed;

  public OperationQueue(Sleeper sampler) {
    this.sampler = sampler;
  }

  /** Wakes the sampler's thread for it; the caller does not wait. */
  public void put(Question question) {
    synchronized (this) {
      if (!closed) {
        waiting.add(question);
        sampler.wake();
        return;
      }
    }
    question.refused();
  }

  /** Whether somebody waits for an answer. */
  public boolean isAsked() {
    return !waiting.isEmpty();
  }

  /** The next question, or null. */
  public @Nullable Question poll() {
    return waiting.poll();
  }

  /** The sampler's thread ends. */
  public void close() {
    synchronized (this) {
      closed = true;
    }
    for (Question left = poll(); left != null; left = poll()) {
      left.refused();
    }
  }
}
