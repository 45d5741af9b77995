package dev.sockwatch.agent.threads;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a thread of the agent throws never reaches the program's default handler. */
@Timeout(30)
class AgentThreadsTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

  @Test
  void failure_staysInTheGroupWithAllThatItsThreadsStart() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    AtomicReference<Throwable> reached = new AtomicReference<>();
    AtomicReference<Thread> child = new AtomicReference<>();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> reached.set(failure));
    try {
      Thread parent =
          new Thread(
              AgentThreads.group(),
              () -> {
                Thread started = new Thread(AgentThreadsTest::fail, "of a library");
                child.set(started);
                started.start();
                fail();
              },
              "of the agent");
      parent.start();

      assertThat(AgentThreads.join(parent, PATIENCE_NANOS)).isTrue();
      assertThat(AgentThreads.join(requireNonNull(child.get()), PATIENCE_NANOS)).isTrue();
      assertThat(reached.get()).isNull();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  private static void fail() {
    throw new AssertionError("on purpose");
  }

  @Test
  void join_endsInTimeAndKeepsTheInterrupt() {
    Thread.currentThread().interrupt();

    assertThat(AgentThreads.join(Thread.currentThread(), 5_000_000)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void group_standsBesideTheProgramsGroups() {
    assertThat(AgentThreads.group().parentOf(Thread.currentThread().getThreadGroup())).isFalse();
    assertThat(Thread.currentThread().getThreadGroup().parentOf(AgentThreads.group())).isFalse();
  }
}
