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
import java.util.function.LongSupplier;

/** The agent as management clients see it; each answer comes from the sampler's thread. */
final class ManagementBean extends DescribedBean implements SockwatchMXBean {
  private final OperationQueue queue;
  private final LongSupplier nanoTime;

  /** As large as the table is: the program's heap comes first. */
  private SoftReference<ReportView> latest = new SoftReference<>(null);

  private long latestAtNanos;

  ManagementBean(OperationQueue queue) {
    this(queue, System::nanoTime);
  }

  ManagementBean(OperationQueue queue, LongSupplier nanoTime) {
    super(SockwatchMXBean.class);
    this.queue = queue;
    this.nanoTime = nanoTime;
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
    forget();
  }

  @Override
  public void off(boolean unweave) {
    BlockingOperation.ask(
        queue,
        operations -> {
          operations.off(unweave);
          return true;
        });
    forget();
  }

  /**
   * A client reads attribute after attribute: they are of one report, and there is at most one in
   * the time that one round takes with its pause, however often anybody asks.
   */
  private synchronized ReportView fresh() {
    ReportView known = latest.get();
    long millis = known == null ? 0 : known.health().samplingIntervalMillis();
    if (known == null || nanoTime.getAsLong() - latestAtNanos > millis * 1_000_000) {
      known = report(false);
      latest = new SoftReference<>(known);
      latestAtNanos = nanoTime.getAsLong();
    }
    return known;
  }

  private synchronized void forget() {
    latest.clear();
  }
}
