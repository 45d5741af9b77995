package dev.sockwatch.agent;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What others ask of the agent, waiting for the sampler's thread. */
final class Inbox {
  /** Something that the sampler's thread does for another one, between two rounds. */
  interface Question {
    /** On the sampler's thread. */
    void ask(Desk desk);

    /** The sampler's thread has ended: nobody will ask. */
    void refused();
  }

  private final Queue<Question> waiting = new ConcurrentLinkedQueue<>();
  private final ExitGate gate;
  private boolean closed;

  Inbox(ExitGate gate) {
    this.gate = gate;
  }

  /** Wakes the sampler's thread for it; the caller does not wait. */
  void put(Question question) {
    synchronized (this) {
      if (!closed) {
        waiting.add(question);
        gate.wake();
        return;
      }
    }
    question.refused();
  }

  /** The next one, or null. */
  @Nullable Question poll() {
    return waiting.poll();
  }

  /** The sampler's thread ends. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    for (Question left = poll(); left != null; left = poll()) {
      left.refused();
    }
  }
}
