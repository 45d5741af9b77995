package dev.sockwatch.agent.management;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.report.HandMadeReport;
import org.junit.jupiter.api.Test;

/** Who reads attributes again and again costs a program with many sockets no more than a round. */
class ManagementBeanTest {
  private static final long PAUSE_NANOS =
      HandMadeReport.full().health().samplingIntervalMillis() * 1_000_000;

  private final CountingOperations agent = new CountingOperations();
  private long now = 1;
  private final OperationQueue queue = new OperationQueue(this::serve);
  private final ManagementBean bean = new ManagementBean(queue, () -> now);

  private void serve() {
    requireNonNull(queue.poll()).ask(agent);
  }

  @Test
  void attributesBetweenTwoRounds_areOfOneReport() {
    for (int i = 0; i < 10; i++) {
      assertThat(bean.getSockets()).hasSize(2);
      assertThat(bean.getFindings()).hasSize(2);
      now += PAUSE_NANOS / 11;
    }
    assertThat(agent.reports).isEqualTo(1);
  }

  @Test
  void attributesAfterTheNextRound_areOfAnotherReport() {
    assertThat(bean.getSockets()).hasSize(2);
    now += PAUSE_NANOS + 1;
    assertThat(bean.getSockets()).hasSize(2);

    assertThat(agent.reports).isEqualTo(2);
  }

  @Test
  void switching_isSeenAtOnce() {
    assertThat(bean.getSockets()).hasSize(2);
    bean.off(false);
    assertThat(bean.getSockets()).hasSize(2);

    assertThat(agent.reports).isEqualTo(2);
  }

  @Test
  void report_isOfNow() {
    assertThat(bean.report(false)).isNotNull();
    assertThat(bean.report(false)).isNotNull();

    assertThat(agent.reports).isEqualTo(2);
  }
}
