package dev.sockwatch.agent.view;

import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.control.Version;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.sample.ListedSockets;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.text.AddressMask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The whole report on one snapshot. */
public final class ReportViews {
  /** All that is known of one socket, as objects. */
  private static final long KEPT_BYTES = 8_000;

  /** More than a clock is slewed by in days. */
  private static final long CLOCK_DRIFT_MILLIS = 10_000;

  private final KernelSource kernel;
  private final SocketSampler sampler;
  private final Health health;
  private final SocketViews sockets;
  private final SummaryViews summaries;
  private final long startedAtMillis;
  private final double timeScale;
  private final long madeAtMillis = System.currentTimeMillis();
  private final long madeAtNanos = System.nanoTime();

  /**
   * Reports on one table.
   *
   * @param startedAtMillis since when the agent is there, wall clock
   * @param timeScale what windows and intervals are multiplied by
   */
  public ReportViews(
      SocketTable table,
      KernelSource kernel,
      SocketSampler sampler,
      Health health,
      AddressMask mask,
      long startedAtMillis,
      double timeScale) {
    this.kernel = kernel;
    this.sampler = sampler;
    this.health = health;
    this.sockets = new SocketViews(table, kernel, mask);
    this.summaries = new SummaryViews(kernel, mask);
    this.startedAtMillis = startedAtMillis;
    this.timeScale = timeScale;
  }

  /**
   * The report.
   *
   * @param atExit whether it is the last one
   * @param detail how much of each socket
   */
  public ReportView of(
      Snapshot snapshot, List<FindingView> findings, boolean atExit, SocketViews.Detail detail) {
    long nowMillis = System.currentTimeMillis();
    AgentView agent =
        new AgentView(
            Version.SOCKWATCH,
            Runtime.version().toString(),
            ProcessHandle.current().pid(),
            kernel.name(),
            startedAtMillis(nowMillis),
            nowMillis,
            timeScale,
            atExit);
    ListedSockets listed = sampler.list();
    int most = most(snapshot, detail);
    Listing listing = Listing.of(snapshot.sockets(), most);
    return new ReportView(
        agent,
        health.view(),
        HostViews.of(snapshot.host().context(), kernel.listName()),
        summaries.of(snapshot, listed.withoutDescriptor()),
        listing.groups(),
        sockets.of(listing.sockets(), listed, snapshot.atNanos(), detail),
        unlisted(listing.sockets().size(), snapshot.sockets().size()),
        summaries.views(listed.withoutDescriptor()),
        findings);
  }

  /** On the clock as it is now: somebody may have set it since. */
  private long startedAtMillis(long nowMillis) {
    long ago = (System.nanoTime() - madeAtNanos) / 1_000_000 + madeAtMillis - startedAtMillis;
    boolean wasSet = Math.abs(nowMillis - ago - startedAtMillis) > CLOCK_DRIFT_MILLIS;
    return wasSet ? nowMillis - ago : startedAtMillis;
  }

  /** How many sockets can be listed with the memory that is left. */
  private static int most(Snapshot snapshot, SocketViews.Detail detail) {
    boolean isKept = detail == SocketViews.Detail.KEPT;
    long number = isKept ? Math.min(snapshot.sockets().size(), detail.most()) : 0;
    return HeapRoom.isThereFor(number * KEPT_BYTES) ? detail.most() : 0;
  }

  private static @Nullable String unlisted(int listed, int open) {
    if (listed == open) {
      return null;
    }
    return listed == 0
        ? "the heap is almost full: sockets are counted, not listed"
        : listed + " of " + open + " sockets are listed, the oldest of each group";
  }
}
