package dev.sockwatch.agent;

import dev.sockwatch.agent.export.ExportVariables;
import dev.sockwatch.agent.export.SdkChoice;
import dev.sockwatch.agent.management.AgentProperties;
import dev.sockwatch.agent.management.OperationQueue;
import dev.sockwatch.agent.settings.Setting;
import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.agent.threads.AgentThreads;
import dev.sockwatch.hooks.HookErrors;
import dev.sockwatch.isolation.AgentPackages;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.report.log.LogTarget;
import dev.sockwatch.table.EventCounts.Event;
import dev.sockwatch.table.SocketTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * The agent's one thread: reads the settings, opens the kernel source, then runs rounds until the
 * JVM ends.
 *
 * <p>A program that ends within the first moments has paid for none of that, unless it left
 * something to tell.
 */
final class SamplerThread extends Thread {
  private static final long HEAD_START_NANOS = 250_000_000L;

  /** How long the end waits for lines that nobody takes. */
  private static final long LAST_LINES_NANOS = 500_000_000L;

  private final String arguments;
  private final boolean isEarly;
  private final SocketTable table;
  private final WeavingSwitch weaving;
  private final Lifecycle lifecycle;
  private final OperationQueue queue;

  SamplerThread(
      String arguments,
      boolean isEarly,
      SocketTable table,
      WeavingSwitch weaving,
      Lifecycle lifecycle,
      OperationQueue queue) {
    super(AgentThreads.group(), "sockwatch-sampler");
    this.arguments = arguments;
    this.isEarly = isEarly;
    this.table = table;
    this.weaving = weaving;
    this.lifecycle = lifecycle;
    this.queue = queue;
    setDaemon(true);
    setContextClassLoader(SamplerThread.class.getClassLoader());
  }

  @Override
  public void run() {
    AgentThreads.runAsAgent(this::watchToTheEnd);
  }

  private void watchToTheEnd() {
    try {
      watch();
    } catch (Throwable t) {
      LogTarget.info("stopped watching, the application is not affected: " + t);
      AgentProperties.mark(lifecycle.startedAtMillis(), false);
    } finally {
      end();
    }
  }

  private void watch() {
    lifecycle.samplerBegins();
    boolean exiting = lifecycle.gate().pause(isEarly ? HEAD_START_NANOS : 0);
    AgentPackages.open();
    Settings settings = Settings.read(arguments, systemProperties(), System.getenv());
    SdkChoice sdk = new SdkChoice(new ExportVariables());
    if (!sdk.isPending()) {
      table.exportQueue().end();
    }
    exiting = exiting || (isEarly && waitForSocket(settings));
    if (exiting && !sdk.isPending() && nothingToTell(settings)) {
      return;
    }
    AgentLoop loop = AgentAssembly.loop(settings, sdk, table, weaving, lifecycle, queue);
    loop.begin(isEarly, settings.jmx());
    while (!exiting) {
      exiting = lifecycle.gate().pause(loop.pauseNanos());
      if (!exiting) {
        loop.turn();
      }
    }
    loop.end();
  }

  /** Whatever has ended the agent: hooks lead nowhere, nothing is kept, and nobody waits. */
  private void end() {
    try {
      weaving.end();
      queue.close();
      LogTarget.flush(Math.min(lifecycle.gate().leftNanos(), LAST_LINES_NANOS));
    } catch (Throwable t) {
      HookErrors.record(t);
    } finally {
      lifecycle.gate().finished();
    }
  }

  /**
   * Until there is something to watch or to answer: before the program has had a socket, nothing
   * here may initialise a class of the JDK's sockets. True when the JVM ends.
   */
  private boolean waitForSocket(Settings settings) {
    ProcessDescriptors descriptors = new ProcessDescriptors();
    boolean exiting = false;
    while (!exiting
        && !lifecycle.isSocketSeen()
        && !queue.isAsked()
        && !settings.flag(Setting.JMX)
        && !descriptors.haveSocket()) {
      long pause = settings.scaledNanos(Setting.SAMPLE_INTERVAL);
      exiting = lifecycle.gate().pause(Math.max(pause, HEAD_START_NANOS));
    }
    return exiting;
  }

  private boolean nothingToTell(Settings settings) {
    long opened = table.events().of(Event.OPENED) + table.events().of(Event.ACCEPTED);
    long released = table.events().of(Event.RELEASED);
    boolean leftOrCollected = opened != released || table.events().of(Event.COLLECTED) > 0;
    return !leftOrCollected
        && settings.value(Setting.REPORT_FILE).isEmpty()
        && settings.problems().isEmpty();
  }

  private static Map<String, String> systemProperties() {
    Properties properties = System.getProperties();
    Map<String, String> copy = new HashMap<>();
    for (String name : properties.stringPropertyNames()) {
      copy.put(name, properties.getProperty(name));
    }
    return copy;
  }
}
