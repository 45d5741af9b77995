package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.EventCounts.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * While threads open and release the same few descriptors, as a kernel gives them out, and a
 * sampler looks on, every event is counted once and nothing is left.
 */
class TableUnderStressTest {
  private static final int DESCRIPTORS = 24;

  private final SocketTable table = new SocketTable(new RecordingListener());

  /** 1 where a descriptor is given out; changed as the kernel does, before and after all events. */
  private final AtomicIntegerArray kernel = new AtomicIntegerArray(DESCRIPTORS);

  private final AtomicLong opens = new AtomicLong();

  @Test
  void openAndReleased_areAsManyAsThereWere() throws Exception {
    Stress.run(this::openAndRelease, this::visit);

    long all = opens.get();
    assertThat(all).isPositive();
    assertThat(table.events().of(Event.OPENED)).isEqualTo(all);
    assertThat(table.events().of(Event.CONNECTED)).isEqualTo(all);
    assertThat(table.events().of(Event.CLOSE_REQUESTED)).isEqualTo(all);
    assertThat(table.events().of(Event.RELEASED)).isEqualTo(all);
    assertThat(table.atOrAfter(0)).isNull();
  }

  @Test
  void adoptedSockets_neverStandInTheWay() throws Exception {
    AtomicLong adopted = new AtomicLong();
    Stress.run(
        this::openAndRelease,
        random -> {
          int fd = random.nextInt(DESCRIPTORS);
          if (table.adopt(fd, random.nextLong(), SocketKind.ADOPTED, 1)) {
            adopted.incrementAndGet();
          }
          TrackedSocket found = table.at(random.nextInt(DESCRIPTORS));
          if (found != null && random.nextInt(4) == 0) {
            table.forget(found);
          }
        });

    table.forEach(table::forget);
    assertThat(table.atOrAfter(0)).isNull();
    assertThat(table.events().of(Event.OPENED)).isEqualTo(opens.get());
    assertThat(table.events().of(Event.RELEASED)).isLessThanOrEqualTo(opens.get() + adopted.get());
  }

  @Test
  void exportQueue_givesOrCountsEachConnection() throws Exception {
    table.exportQueue().begin(() -> null);
    AtomicLong taken = new AtomicLong();
    Stress.run(
        this::openAndRelease,
        random -> {
          for (ExportQueue.Entry e = table.exportQueue().poll();
              e != null;
              e = table.exportQueue().poll()) {
            taken.incrementAndGet();
          }
        });

    while (table.exportQueue().poll() != null) {
      taken.incrementAndGet();
    }
    // Each connection is connected and closed.
    assertThat(taken.get() + table.exportQueue().takeLost()).isEqualTo(2 * opens.get());
  }

  @Test
  void queue_givesEachRecordOnceInItsProducersOrder() throws Exception {
    int capacity = 64;
    BoundedQueue<long[]> queue = new BoundedQueue<>(capacity);
    ConcurrentHashMap<Long, AtomicLong> producers = new ConcurrentHashMap<>();
    AtomicLong accepted = new AtomicLong();
    List<long[]> taken = new ArrayList<>();
    Stress.run(
        random -> {
          long thread = Thread.currentThread().hashCode();
          AtomicLong number = producers.computeIfAbsent(thread, unused -> new AtomicLong());
          if (queue.offer(new long[] {thread, number.incrementAndGet()})) {
            accepted.incrementAndGet();
          }
        },
        random -> {
          long[] one = queue.poll();
          if (one != null) {
            taken.add(one);
          }
        });
    int left = 0;
    for (long[] one = queue.poll(); one != null; one = queue.poll()) {
      taken.add(one);
      left++;
    }

    assertThat(left).isLessThanOrEqualTo(capacity + Stress.THREADS);
    assertThat(taken).hasSize((int) accepted.get());
    Map<Long, Long> last = new HashMap<>();
    for (long[] one : taken) {
      Long before = last.put(one[0], one[1]);
      assertThat(before == null || before < one[1]).isTrue();
    }
  }

  private void openAndRelease(SplittableRandom random) {
    int fd = random.nextInt(DESCRIPTORS);
    if (!kernel.compareAndSet(fd, 0, 1)) {
      return;
    }
    Object owner = new Object();
    opens.incrementAndGet();
    table.opened(owner, fd, SOCKET);
    table.connectStarted(owner, fd, null);
    table.connected(owner, fd);
    table.sent(owner, fd, 5);
    table.received(owner, fd);
    if (random.nextBoolean()) {
      table.endOfInput(fd);
    }
    table.closing(owner, fd);
    table.closing(owner, fd); // twice, as a program may
    table.released(fd);
    kernel.set(fd, 0);
  }

  private void visit(SplittableRandom random) {
    table.beginRound(System.nanoTime());
    table.forEach(
        socket -> {
          if (socket.fd() < 0 || socket.fd() >= DESCRIPTORS) {
            throw new AssertionError("a record at " + socket.fd());
          }
        });
    table.drainReleased(
        socket -> {
          if (!socket.isReleased()) {
            throw new AssertionError("not released: " + socket.fd());
          }
        });
  }
}
