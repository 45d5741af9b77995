package dev.sockwatch.agent.threads;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The thread that writes log lines, which may hang: stderr is a pipe that nobody reads, a file lies
 * on a server that is gone. It is there only while there are lines.
 */
public final class LogThread extends Thread {
  /** Lines that wait to be written; what finds no room is counted. */
  private static final int WAITING = 256;

  private static final long LINGER_SECONDS = 1;

  private LogThread(Runnable work) {
    super(AgentThreads.group(), work, "sockwatch-log");
    setDaemon(true);
    setContextClassLoader(LogThread.class.getClassLoader());
  }

  /** Writes one line after the other. */
  public static Executor executor() {
    ThreadPoolExecutor one =
        new ThreadPoolExecutor(
            1,
            1,
            LINGER_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            LogThread::new);
    one.allowCoreThreadTimeOut(true);
    return one;
  }
}
