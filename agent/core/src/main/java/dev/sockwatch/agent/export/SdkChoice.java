package dev.sockwatch.agent.export;

import dev.sockwatch.report.otel.sdk.ExportChoice;
import dev.sockwatch.report.otel.sdk.RunningSdk;
import dev.sockwatch.report.telemetry.Telemetry;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * By which SDK telemetry leaves: that of the OpenTelemetry agent where it is offered, and only by
 * that; else one of our own where the variables ask for an export. On the sampler's thread.
 */
public final class SdkChoice {
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private final AgentSdk offered;
  private final ExportChoice own;
  private final List<String> problems = new ArrayList<>();
  private final long sinceNanos = System.nanoTime();

  /** That agent is configured to load our extension, and has not yet. */
  private boolean isAwaited;

  private boolean isOfferTried;
  private boolean isOwnTried;

  public SdkChoice(ExportChoice.Lookup variables) {
    this.offered = new AgentSdk(variables);
    this.own = ExportChoice.of(variables);
    this.isAwaited = offered.willBeOffered(problems);
    if (!isAwaited) {
      problems.addAll(own.problems());
    }
  }

  /** What is wrong with the variables, each with what is done about it. */
  public List<String> problems() {
    return problems;
  }

  /** Whether one may still come. */
  public boolean isPending() {
    return isAwaited || (own.isOn() && !isOwnTried) || isNewlyOffered();
  }

  /** Whether there is an offer that was not taken yet. */
  boolean isNewlyOffered() {
    return !isOfferTried && !(own.isOn() && isOwnTried) && offered.isOffered();
  }

  /**
   * Starts it, or null: not yet, or never.
   *
   * @param isLast whether the JVM ends, so that there is no later
   */
  @Nullable Telemetry start(TelemetryOptions options, boolean isLast) {
    if (isNewlyOffered()) {
      isOfferTried = true;
      isAwaited = false;
      Optional<Telemetry> taken = take(options);
      return taken.isPresent() ? taken.get() : startOwn(options);
    }
    if (isAwaited) {
      boolean isInVain = isLast || System.nanoTime() - sinceNanos > PATIENCE_NANOS;
      if (!isInVain) {
        return null;
      }
      isAwaited = false;
      logger()
          .warn(
              "the OpenTelemetry agent was configured to load Sockwatch's extension, and has not: check"
                  + " that agent and its log; {}",
              instead());
      own.problems().forEach(p -> logger().warn("{}", p));
    }
    return startOwn(options);
  }

  private Optional<Telemetry> take(TelemetryOptions options) {
    try {
      Telemetry telemetry = offered.start(options);
      logger().info("exports by the SDK of the OpenTelemetry agent");
      return Optional.of(telemetry);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
      logger()
          .warn(
              "cannot export by the SDK of the OpenTelemetry agent, something is missing ({}): take"
                  + " another version of that agent, or of Sockwatch; {}",
              String.valueOf(cause),
              instead());
      return Optional.empty();
    }
  }

  private String instead() {
    return own.isOn() ? "exports by its own SDK instead" : "nothing is exported";
  }

  private @Nullable Telemetry startOwn(TelemetryOptions options) {
    if (!own.isOn() || isOwnTried) {
      return null;
    }
    isOwnTried = true;
    return RunningSdk.start(own, options, ExportThreads.sender());
  }

  /** Where there is something to say: a program that ends at once does not pay for it. */
  private static Logger logger() {
    return LoggerFactory.getLogger("sockwatch");
  }
}
