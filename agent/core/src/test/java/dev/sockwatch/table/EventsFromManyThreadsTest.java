package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.table.EventCounts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What several threads tell of one socket at the same time counts once. */
class EventsFromManyThreadsTest {
  private static final int THREADS = 8;
  private static final int SOCKETS = 1000;

  private final SocketTable table = new SocketTable(new RecordingListener());
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void oneSocket_countsOnce() throws Exception {
    Object owner = new Object();
    for (int fd = 0; fd < SOCKETS; fd++) {
      table.opened(owner, fd, SOCKET);
    }

    inEachThread(
        fd -> {
          table.connected(owner, fd);
          table.endOfInput(fd);
          table.outputShutdown(owner, fd);
          table.closing(owner, fd);
        });
    inEachThread(table::released);

    for (Event event :
        List.of(
            Event.OPENED,
            Event.CONNECTED,
            Event.END_OF_INPUT_FROM_PEER,
            Event.OUTPUT_SHUTDOWN,
            Event.CLOSE_REQUESTED,
            Event.RELEASED)) {
      assertThat(table.events().of(event)).as(event.word()).isEqualTo(SOCKETS);
    }
  }

  @Test
  void threadsThatOpenInNewChunks_loseNothing() throws Exception {
    Object owner = new Object();
    int[] opened = new int[1];

    inEachThread(fd -> table.opened(owner, fd * 1024 + 1, SOCKET));

    table.forEach(s -> opened[0]++);
    assertThat(opened[0]).isEqualTo(SOCKETS);
  }

  private interface Events {
    void of(int fd);
  }

  /** All threads go through the same descriptors in step: none is ahead of another. */
  private void inEachThread(Events events) throws Exception {
    CyclicBarrier step = new CyclicBarrier(THREADS);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      done.add(
          threads.submit(
              () -> {
                for (int fd = 0; fd < SOCKETS; fd++) {
                  step.await();
                  events.of(fd);
                }
                return null;
              }));
    }
    for (Future<?> each : done) {
      each.get(30, TimeUnit.SECONDS);
    }
  }
}
