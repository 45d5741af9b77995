package dev.sockwatch.agent.management;

import dev.sockwatch.agent.view.SocketViews;
import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.api.HostView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketView;
import dev.sockwatch.api.SockwatchMXBean;
import dev.sockwatch.api.SummaryView;
import dev.sockwatch.detect.FindingId;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The agent as management clients see it; each answer comes from the sampler's thread. */
final class ManagementBean extends DescribedBean implements SockwatchMXBean {
  private static final long FRESH_NANOS = 1_000_000_000L;

  private final OperationQueue queue;

  /** Nobody else needs it: it goes before memory gets short. */
  private @Nullable SoftReference<ReportView> latest;

  private long latestAtNanos;

  ManagementBean(OperationQueue queue) {
    super(SockwatchMXBean.class);
    this.queue = queue;
  }

  @Override
  public boolean isWatching() {
    return BlockingOperation.ask(queue, AgentOperations::isWatching);
  }

  @Override
  public AgentView getAgent() {
    return fresh().agent();
  }

  @Override
  public HealthView getHealth() {
    return fresh().health();
  }

  @Override
  public HostView getHost() {
    return fresh().host();
  }

  @Override
  public SummaryView getSummary() {
    return fresh().summary();
  }

  @Override
  public List<SocketView> getSockets() {
    return fresh().sockets();
  }

  @Override
  public List<DescriptorlessView> getConnectionsWithoutDescriptor() {
    return fresh().withoutDescriptor();
  }

  @Override
  public List<FindingView> getFindings() {
    return fresh().findings();
  }

  @Override
  public List<String> getFindingIds() {
    return Arrays.stream(FindingId.values()).map(FindingId::word).toList();
  }

  @Override
  public ReportView report(boolean collectGarbage) {
    return BlockingOperation.ask(
        queue, operations -> operations.report(collectGarbage, SocketViews.Detail.KEPT).complete());
  }

  @Override
  public void on() {
    BlockingOperation.ask(
        queue,
        operations -> {
          operations.on();
          return true;
        });
  }

  @Override
  public void off(boolean unweave) {
    BlockingOperation.ask(
        queue,
        operations -> {
          operations.off(unweave);
          return true;
        });
  }

  /** A client reads attribute after attribute: they are of one report. */
  private synchronized ReportView fresh() {
    ReportView known = latest == null ? null : latest.get();
    if (known == null || System.nanoTime() - latestAtNanos > FRESH_NANOS) {
      known = report(false);
      latest = new SoftReference<>(known);
      latestAtNanos = System.nanoTime();
    }
    return known;
  }
}
