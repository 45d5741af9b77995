package dev.sockwatch.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The connections of exporters are known until they are closed, however many threads open them. */
class ExporterDescriptorsTest {
  private static final int TIMES = Integer.getInteger("sockwatch.test.stress", 15_000) / 10;

  /** A thread whose sockets are not watched. */
  private static final class Exporting extends Thread implements ExporterThread {
    Exporting(Runnable task) {
      super(task);
    }
  }

  @Test
  void twoThatOpenAtTheSameTime_areBothKnownAndForgotten() throws Exception {
    ExporterDescriptors[] descriptors = {new ExporterDescriptors()};
    CyclicBarrier step = new CyclicBarrier(3);
    for (int fd : new int[] {5, 6}) {
      new Exporting(() -> takeAgainAndAgain(descriptors, fd, step)).start();
    }
    for (int i = 0; i < TIMES; i++) {
      step.await(30, TimeUnit.SECONDS); // both take
      step.await(30, TimeUnit.SECONDS);
      assertThat(descriptors[0].has(5) && descriptors[0].has(6)).as("try %s", i).isTrue();
      descriptors[0].release(5);
      descriptors[0].release(6);
      assertThat(descriptors[0].has(5) || descriptors[0].has(6)).as("try %s", i).isFalse();
      descriptors[0] = new ExporterDescriptors();
    }
    step.reset();
  }

  private static void takeAgainAndAgain(
      ExporterDescriptors[] descriptors, int fd, CyclicBarrier step) {
    try {
      for (int i = 0; i < TIMES; i++) {
        step.await(30, TimeUnit.SECONDS);
        if (!descriptors[0].take(fd)) {
          throw new AssertionError("a socket of an exporter is watched");
        }
        step.await(30, TimeUnit.SECONDS);
      }
    } catch (Exception e) {
      return; // the test has ended, or says why not
    }
  }
}
