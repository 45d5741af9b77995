package dev.sockwatch.agent.view;

import dev.sockwatch.api.BlindSpotView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.table.EventCounts.Event;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.text.AddressMask;
import dev.sockwatch.weave.JdkWeaver;
import dev.sockwatch.weave.JdkWeaver.MissingHook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How well Sockwatch itself is doing: what it lost, what it cannot see, what it costs. */
public final class Health {
  private static final String PLAIN_SOCKETS = "jdk.net.usePlainSocketImpl";

  /** An interval of 0 is no interval. */
  private static final long LEAST_INTERVAL_NANOS = 1_000_000L;

  private static final int WARM_UP_ROUNDS = 5;

  /** Rounds may take one hundredth of one core; the share grows as windows shrink. */
  private static final double PAUSE_PER_ROUND = 100;

  private final SocketTable table;
  private final KernelSource kernel;
  private final JdkWeaver weaver;
  private final AddressMask mask;
  private final long intervalNanos;
  private final double pausePerRound;
  private final Set<String> logged = new HashSet<>();
  private long rounds;
  private long roundErrors;
  private @Nullable Throwable firstRoundError;
  private long lastRoundNanos;
  private long averageRoundNanos;
  private long unexplained;
  private long adopted;
  private long unseen;
  private long ignored;
  private Map<String, Long> notExported = Map.of();
  private HostSample host = new HostSample(OptionalLong.empty(), OptionalLong.empty(), false);
  private long pauseNanos;
  private int roundsPerSocket = 1;

  public Health(
      SocketTable table,
      KernelSource kernel,
      JdkWeaver weaver,
      AddressMask mask,
      long intervalNanos,
      double timeScale) {
    this.mask = mask;
    this.kernel = kernel;
    this.pausePerRound = PAUSE_PER_ROUND * timeScale;
    this.table = table;
    this.weaver = weaver;
    this.intervalNanos = Math.max(intervalNanos, LEAST_INTERVAL_NANOS);
    this.pauseNanos = this.intervalNanos;
  }

  public void sampled(Snapshot snapshot, int roundsPerSocket) {
    this.roundsPerSocket = roundsPerSocket;
    rounds++;
    host = snapshot.host();
    unexplained = 0;
    adopted = 0;
    unseen = 0;
    for (SocketSample socket : snapshot.sockets()) {
      if (!socket.kind().isOpenSeen()) {
        unexplained += socket.kind() == SocketKind.UNWOVEN ? 1 : 0;
        adopted += socket.kind() == SocketKind.ADOPTED ? 1 : 0;
        unseen += socket.opening() == null ? 1 : 0;
      }
    }
  }

  /** Counts a failed round; true for the first one. */
  public boolean roundFailed(Throwable failure) {
    if (firstRoundError == null) {
      firstRoundError = failure;
    }
    return ++roundErrors == 1;
  }

  /** The first rounds load and compile code: they say nothing about the next ones. */
  public void roundTook(long nanos) {
    lastRoundNanos = nanos;
    if (rounds > WARM_UP_ROUNDS) {
      averageRoundNanos += (nanos - averageRoundNanos) / 4;
    }
  }

  /** Open sockets that no hook saw, neither at their open nor since. */
  long unseen() {
    return unseen;
  }

  public void notExported(Map<String, Long> byKind) {
    notExported = byKind;
  }

  /** CPU time of the last round. */
  public long lastRoundNanos() {
    return lastRoundNanos;
  }

  public void ignored(int findings) {
    ignored = findings;
  }

  public long rounds() {
    return rounds;
  }

  /** The interval, or more when rounds would take more than their share of a core. */
  public long pauseNanos() {
    pauseNanos = Math.max(intervalNanos, (long) (averageRoundNanos * pausePerRound));
    return pauseNanos;
  }

  /** What is worth a log line and was not logged before. */
  public List<String> newProblems() {
    List<String> problems = new ArrayList<>();
    for (BlindSpotView missing : missingHooks()) {
      if (logged.add(missing.hook())) {
        problems.add("not seen: " + missing.hook() + ": " + missing.consequence());
      }
    }
    Throwable hookError = HookErrors.first();
    if (hookError != null && logged.add("hook errors")) {
      problems.add(
          "a hook failed, the application is not affected; events may be missing: "
              + mask.exception(hookError));
    }
    if (unexplained > 0 && logged.add("unexplained")) {
      problems.add(
          unexplained
              + (unexplained == 1 ? " TCP socket" : " TCP sockets")
              + " not opened through a woven path (native code, inherited, or by a call that"
              + " was under way when watching began): known to the kernel only, without owner and"
              + " call site");
    }
    if (adopted > 0 && logged.add("adopted")) {
      problems.add(
          adopted
              + (adopted == 1 ? " TCP socket was" : " TCP sockets were")
              + " open before: what the kernel says about them holds at once; age and opener stay"
              + " unknown, and their line is that of the next read or write");
    }
    String listProblem = kernel.listProblem();
    if (listProblem != null && logged.add(listProblem)) {
      problems.add(listProblem);
    }
    if (roundsPerSocket > 1 && logged.add("turns")) {
      problems.add(
          "more than "
              + SocketSampler.ASKED_PER_ROUND
              + " TCP sockets: each is asked about in one of "
              + roundsPerSocket
              + " rounds, so that a round stays cheap; a finding may come that much later");
    }
    if (pauseNanos > intervalNanos && logged.add("pause")) {
      problems.add(
          "a sampling round takes "
              + averageRoundNanos / 1_000_000
              + " ms of CPU; rounds get rarer than sockwatch.sample.interval to stay below 1 % of a core");
    }
    return problems;
  }

  public HealthView view() {
    Throwable hookError = HookErrors.first();
    return new HealthView(
        rounds,
        lastRoundNanos / 1000,
        pauseNanos / 1_000_000,
        roundsPerSocket,
        roundErrors,
        firstRoundError == null ? null : mask.exception(firstRoundError),
        HookErrors.count(),
        hookError == null ? null : mask.exception(hookError),
        missingHooks(),
        table.dropped(),
        unexplained,
        adopted,
        ignored,
        boxed(host.openDescriptors()),
        boxed(host.descriptorLimit()),
        Arrays.stream(Event.values())
            .map(e -> FigureView.of(e.word(), table.events().of(e)))
            .toList(),
        notExported.entrySet().stream().map(e -> FigureView.of(e.getKey(), e.getValue())).toList());
  }

  private List<BlindSpotView> missingHooks() {
    List<BlindSpotView> missing = new ArrayList<>();
    for (MissingHook hook : weaver.missing()) {
      missing.add(new BlindSpotView(hook.target(), hook.consequence()));
    }
    String plain = System.getProperty(PLAIN_SOCKETS);
    if (plain != null && !plain.equals("false") && Runtime.version().feature() == 17) {
      missing.add(
          new BlindSpotView(
              "java.net.PlainSocketImpl",
              "-D"
                  + PLAIN_SOCKETS
                  + " is set: java.net.Socket and ServerSocket bypass the woven classes and are"
                  + " known to the kernel only; remove the property"));
    }
    return missing;
  }

  private static @Nullable Long boxed(OptionalLong number) {
    return number.isPresent() ? number.getAsLong() : null;
  }
}
