package dev.sockwatch.agent;

import dev.sockwatch.agent.export.AgentSdk;
import dev.sockwatch.agent.export.ExportVariables;
import dev.sockwatch.agent.export.Exporter;
import dev.sockwatch.agent.export.SdkChoice;
import dev.sockwatch.agent.management.OperationQueue;
import dev.sockwatch.agent.program.ProgramFinder;
import dev.sockwatch.agent.settings.IgnoreRule;
import dev.sockwatch.agent.settings.Setting;
import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.agent.threads.AgentThreads;
import dev.sockwatch.agent.threads.LogThread;
import dev.sockwatch.agent.view.Health;
import dev.sockwatch.agent.view.ReportViews;
import dev.sockwatch.agent.view.ScopeLeftovers;
import dev.sockwatch.control.Version;
import dev.sockwatch.detect.Thresholds;
import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.report.log.FindingLog;
import dev.sockwatch.report.log.LogTarget;
import dev.sockwatch.report.otel.sdk.ExportChoice;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.stack.ProgramPackages;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.text.AddressMask;
import dev.sockwatch.weave.JdkWeaver;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the parts together: weaver, hooks and table before the application, everything else on the
 * sampler's thread.
 *
 * <p>{@link #start} runs before the application's first line: no lambda, no library, no I/O.
 */
final class AgentAssembly {
  private AgentAssembly() {}

  /**
   * Starts watching.
   *
   * @param isEarly before the application, which then has no socket open yet
   */
  static OperationQueue start(String arguments, Instrumentation instrumentation, boolean isEarly) {
    Lifecycle lifecycle = new Lifecycle();
    SocketTable table = new SocketTable(lifecycle);
    initialiseImageReader();
    warmUp();
    JdkWeaver weaver = new JdkWeaver();
    SocketHooks.permit(weaver.wovenTransports());
    SocketHooks.install(table);
    weaver.installOn(instrumentation);
    OperationQueue queue = new OperationQueue(lifecycle.gate());
    WeavingSwitch weaving = new WeavingSwitch(weaver, instrumentation, table);
    ExportVariables variables = new ExportVariables();
    if (ExportChoice.isAsked(variables) || new AgentSdk(variables).mayBeOffered()) {
      weaving.followTraces();
    }
    SamplerThread sampler = new SamplerThread(arguments, isEarly, table, weaving, lifecycle, queue);
    sampler.start();
    try {
      // Has the JVM run its shutdown sequence, and with it the hook woven there, in any case.
      Runtime.getRuntime().addShutdownHook(new LastReport(lifecycle));
    } catch (IllegalStateException e) {
      lifecycle.exiting(); // attached to a JVM that is ending
    }
    return queue;
  }

  /**
   * What the sampler's thread runs, once it knows the settings; this may take its time.
   *
   * @param sdk who exports, if anybody does
   */
  static AgentLoop loop(
      Settings settings,
      SdkChoice sdk,
      SocketTable table,
      WeavingSwitch weaving,
      Lifecycle lifecycle,
      OperationQueue queue) {
    LogTarget.writeBy(LogThread.executor());
    String logProblem = LogAndReportFiles.openLog(settings);
    KernelSource kernel = KernelSource.open(settings.kernel());
    KnownLibraries libraries = KnownLibraries.load(settings.words(Setting.LIBRARIES));
    CallStacks stacks = new CallStacks(libraries, program(settings, libraries));
    AddressMask mask = settings.mask();
    Thresholds thresholds = settings.thresholds();
    SocketSampler sampler = new SocketSampler(table, kernel, stacks, mask, windows(thresholds));
    Health health =
        new Health(
            table,
            kernel,
            weaving.weaver(),
            mask,
            settings.scaledNanos(Setting.SAMPLE_INTERVAL),
            settings.timeScale());
    FindingLog findingLog = new FindingLog();
    LogAndReportFiles files = new LogAndReportFiles(settings);
    logStart(logProblem, settings, sdk, kernel);
    SamplingRound rounds =
        new SamplingRound(
            sampler,
            new Detection(
                thresholds, IgnoreRule.parse(settings.words(Setting.IGNORE)), health, findingLog),
            new ReportViews(
                table,
                kernel,
                sampler,
                health,
                mask,
                lifecycle.startedAtMillis(),
                settings.timeScale()),
            files,
            new Exporter(
                sdk, settings.telemetry(mask), table, weaving::followTraces, kernel, sampler),
            findingLog,
            health,
            lifecycle,
            thresholds.idleNanos());
    return new AgentLoop(
        sampler,
        rounds,
        new ScopeLeftovers(table, kernel, stacks, mask),
        weaving,
        table,
        lifecycle,
        queue,
        settings.flag(Setting.REPORT_GC));
  }

  private static ProgramPackages program(Settings settings, KnownLibraries libraries) {
    return ProgramFinder.find(
        settings.words(Setting.APP),
        System.getProperty("java.class.path", ""),
        System.getProperty("sun.java.command", ""),
        libraries);
  }

  private static SocketSampler.Windows windows(Thresholds thresholds) {
    return new SocketSampler.Windows(
        thresholds.idleNanos(), thresholds.incidentNanos(), thresholds.keepAlive().observedNanos());
  }

  private static void logStart(
      @Nullable String logProblem, Settings settings, SdkChoice sdk, KernelSource kernel) {
    Logger logger = LoggerFactory.getLogger("sockwatch");
    if (logProblem != null) {
      logger.warn("{}", logProblem);
    }
    settings.problems().forEach(p -> logger.warn("{}", p));
    sdk.problems().forEach(p -> logger.warn("{}", p));
    logger.info(
        "{} watches pid {}, JDK {}, kernel source: {}",
        Version.SOCKWATCH,
        ProcessHandle.current().pid(),
        Runtime.version(),
        kernel.name());
    if (kernel.missing() != null) {
      logger.info("{}", kernel.missing());
    }
  }

  /**
   * Has the reader of the JDK's classes load its library before we have a thread. On 17 one lock
   * guards the loading of all libraries ({@code NativeLibraries.loadedLibraryNames}), held while
   * the program's own is in JNI_OnLoad: where that asks for a class that a thread of ours is just
   * initialising, both would wait for ever.
   */
  private static void initialiseImageReader() {
    try {
      Class<?> unused = Class.forName("jdk.internal.jimage.NativeImageBuffer", true, null);
    } catch (ClassNotFoundException | LinkageError e) {
      HookErrors.record(e);
    }
  }

  /** Loads all that hooks need, so that none of it is loaded under a lock of the JDK. */
  private static void warmUp() {
    SocketTable table = new SocketTable(new Lifecycle());
    Object owner = new Object();
    for (int kind = SocketHooks.SOCKET; kind <= SocketHooks.NATIVE_DATAGRAM; kind++) {
      table.opened(owner, 3, kind);
      table.connectStarted(owner, 3, null);
      table.closing(owner, 3);
      table.released(3);
      table.connectFailed(owner, 3, new IllegalStateException("warm-up"));
      table.accepted(owner, 4, kind);
      table.connected(owner, 4);
      table.listening(owner, 4);
      table.inputShutdown(owner, 4);
      table.outputShutdown(owner, 4);
      table.endOfInput(4);
      table.sent(owner, 4, 1);
      table.sent(owner, 4, 1);
      table.received(owner, 4);
      table.transferFailed(4, true, new IllegalStateException("Broken pipe"));
      table.closing(owner, 4);
      table.released(4);
      table.accepted(owner, 4, kind);
      table.endOfInput(4);
    }
    table.adopt(5, 1, SocketKind.ADOPTED, 1);
    table.received(owner, 5);
    table.released(5);
    table.failed(new IllegalStateException("warm-up"));
  }

  /** Stands in where the woven hook at the beginning of the shutdown is missing. */
  private static final class LastReport extends Thread {
    private final Lifecycle lifecycle;

    LastReport(Lifecycle lifecycle) {
      super(AgentThreads.group(), "sockwatch-exit");
      this.lifecycle = lifecycle;
    }

    @Override
    public void run() {
      lifecycle.exiting();
    }
  }
}
