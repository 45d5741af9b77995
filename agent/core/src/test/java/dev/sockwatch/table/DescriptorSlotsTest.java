package dev.sockwatch.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.SocketKind;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A visit ends at the highest socket that is open, not at the highest that ever was. */
@Timeout(60)
class DescriptorSlotsTest {
  private final DescriptorSlots slots = new DescriptorSlots();

  @Test
  void releasedHighNumber_isVisitedNoLonger() {
    slots.put(7, socket(7));
    slots.put(4_000_000, socket(4_000_000));
    slots.take(4_000_000);

    slots.lowerHighest();

    assertThat(slots.highest()).isEqualTo(7);
    assertThat(slots.atOrAfter(0)).isNotNull();
    assertThat(slots.atOrAfter(8)).isNull();
  }

  @Test
  void emptySlots_endAtOnce() {
    slots.put(70_000, socket(70_000));
    slots.take(70_000);

    slots.lowerHighest();

    assertThat(slots.highest()).isEqualTo(-1);
  }

  /**
   * In the middle of a lowering another thread may miss it for a moment; the sampler lowers itself.
   */
  @Test
  @Timeout(60)
  void socketThatIsOpenedMeanwhile_isFoundAfterTheLowering() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    ExecutorService sampler = Executors.newSingleThreadExecutor();
    try {
      Future<?> lowering =
          sampler.submit(
              () -> {
                while (!ended.get()) {
                  slots.lowerHighest();
                }
              });
      for (int i = 0; i < 200_000; i++) {
        int fd = (i * 31) % 5_000;
        slots.put(fd, socket(fd));
        while (slots.atOrAfter(fd) == null) {
          Thread.onSpinWait();
        }
        slots.take(fd);
      }
      ended.set(true);
      lowering.get();
    } finally {
      sampler.shutdownNow();
    }
  }

  @Test
  void clearedSlots_areEmpty() {
    slots.put(7, socket(7));

    slots.clear();

    assertThat(slots.atOrAfter(0)).isNull();
    assertThat(slots.get(7)).isNull();
  }

  private static TrackedSocket socket(int fd) {
    return new TrackedSocket(null, fd, fd, SocketKind.ADOPTED, 1, null, null);
  }
}
