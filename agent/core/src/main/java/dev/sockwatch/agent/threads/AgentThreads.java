package dev.sockwatch.agent.threads;

import dev.sockwatch.report.log.LogTarget;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.concurrent.TimeUnit;

/**
 * The group of all threads of the agent and of those its libraries start: what one of them throws
 * ends that thread and is logged, and never reaches the program's default handler.
 *
 * <p>It stands beside the program's groups, which count and interrupt their own threads only.
 */
public final class AgentThreads extends ThreadGroup {
  private static final int FIRST_WITHOUT_SECURITY_MANAGER = 24;
  private static final AgentThreads GROUP = new AgentThreads(root());

  private AgentThreads(ThreadGroup parent) {
    super(parent, "sockwatch");
  }

  /** The one group of this agent. */
  public static ThreadGroup group() {
    return GROUP;
  }

  private static ThreadGroup root() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable failure) {
    try {
      LogTarget.info(
          "thread "
              + thread.getName()
              + " ended, the application is not affected: "
              + String.valueOf(failure));
    } catch (Throwable t) {
      return; // nobody can be told
    }
  }

  /**
   * Runs work with the agent's own permissions: a security manager, which JDKs before 24 have, asks
   * for those of whoever has started the thread, too.
   */
  @SuppressWarnings("removal") // of AccessController, together with security managers
  public static void runAsAgent(Runnable work) {
    if (Runtime.version().feature() >= FIRST_WITHOUT_SECURITY_MANAGER) {
      work.run();
      return;
    }
    Object unused =
        AccessController.doPrivileged(
            (PrivilegedAction<Object>)
                () -> {
                  work.run();
                  return work;
                });
  }

  /**
   * Waits for the end of a thread, whatever interrupts the caller meanwhile; false when {@code
   * nanos} have passed before.
   */
  public static boolean join(Thread thread, long nanos) {
    long deadline = System.nanoTime() + nanos;
    boolean interrupted = false;
    while (thread.isAlive()) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
      } catch (InterruptedException e) {
        interrupted = true; // the bound alone decides
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
