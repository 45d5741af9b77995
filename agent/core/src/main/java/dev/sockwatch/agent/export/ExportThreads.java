package dev.sockwatch.agent.export;

import dev.sockwatch.agent.threads.AgentThreads;
import dev.sockwatch.table.ExporterThread;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that exporting needs: one that sends, one that ends. */
final class ExportThreads {
  /** Batches of all signals that wait to be sent; what finds no room is counted as lost. */
  private static final int WAITING = 16;

  private ExportThreads() {}

  /** Sends one batch after the other; what it connects to is nobody's business. */
  static Executor sender() {
    ThreadFactory threads = ExportThread::new;
    return new ThreadPoolExecutor(
        1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), threads);
  }

  /** Runs what may hang, and waits for it no longer than {@code nanos}; false if it hangs. */
  static boolean runAtMost(long nanos, Runnable work) {
    Thread ending = new ExportThread(work);
    ending.start();
    return AgentThreads.join(ending, nanos);
  }

  /** A daemon thread that exports; what it connects to is not the program's. */
  private static final class ExportThread extends Thread implements ExporterThread {
    ExportThread(Runnable work) {
      super(AgentThreads.group(), work, "sockwatch-export");
      setDaemon(true);
      setContextClassLoader(ExportThreads.class.getClassLoader());
    }
  }
}
