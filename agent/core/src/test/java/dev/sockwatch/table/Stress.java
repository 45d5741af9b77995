package dev.sockwatch.table;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Some threads that do one thing again and again, and one that does another meanwhile. */
final class Stress {
  static final int THREADS = 6;

  /** Of each thread; more with the profile "long". */
  private static final int TIMES = Integer.getInteger("sockwatch.test.stress", 15_000);

  private Stress() {}

  /** Something that is done again and again. */
  interface Step {
    void run(SplittableRandom random) throws Exception;
  }

  static void run(Step step, Step beside) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
    try {
      CyclicBarrier start = new CyclicBarrier(THREADS + 1);
      AtomicInteger running = new AtomicInteger(THREADS);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        all.add(threads.submit(() -> repeat(step, start, running)));
      }
      all.add(
          threads.submit(
              () -> {
                SplittableRandom random = new SplittableRandom();
                start.await();
                while (running.get() > 0) {
                  beside.run(random);
                }
                return null;
              }));
      for (Future<?> each : all) {
        Object unused = each.get(10, TimeUnit.MINUTES);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static Object repeat(Step step, CyclicBarrier start, AtomicInteger running)
      throws Exception {
    SplittableRandom random = new SplittableRandom();
    start.await();
    try {
      for (int i = 0; i < TIMES; i++) {
        step.run(random);
      }
      return step;
    } finally {
      running.decrementAndGet();
    }
  }
}
