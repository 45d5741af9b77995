package dev.sockwatch.report.otel.sdk;

import dev.sockwatch.report.otel.OtelTelemetry;
import dev.sockwatch.report.telemetry.Losses;
import dev.sockwatch.report.telemetry.Pipeline;
import dev.sockwatch.report.telemetry.Telemetry;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The SDK of this agent alone, with our sender under it. */
public final class RunningSdk implements Pipeline {
  private static final String QUEUE_SIZE = "otel.bsp.max.queue.size";
  private static final int DEFAULT_QUEUE_SIZE = 2048;

  private final Executor exportThread;
  private final Losses losses = new Losses();
  private final AtomicLong waitingSpans = new AtomicLong();
  private final Map<String, CollectorHealth> collectors = new ConcurrentHashMap<>();
  private final List<OtlpSender> senders = new CopyOnWriteArrayList<>();

  /** Without an exporter that waits for somebody there is always room. */
  private volatile long room = Long.MAX_VALUE;

  private @Nullable OpenTelemetrySdk sdk;

  private RunningSdk(Executor exportThread) {
    this.exportThread = exportThread;
  }

  /**
   * Starts it; takes a few hundred milliseconds. Null where the variables are wrong, which is
   * logged.
   *
   * @param exportThread runs what sends, one after the other; its sockets are nobody's business
   */
  public static @Nullable Telemetry start(
      ExportChoice choice, TelemetryOptions options, Executor exportThread) {
    RunningSdk running = new RunningSdk(exportThread);
    try {
      return running.start(choice.overrides(), options);
    } catch (ConfigurationException | IllegalArgumentException e) {
      LoggerFactory.getLogger("sockwatch")
          .warn(
              "nothing is exported to OpenTelemetry, the application is not affected: {}",
              String.valueOf(e.getMessage()));
      return null;
    }
  }

  private Telemetry start(Map<String, String> overrides, TelemetryOptions options) {
    OpenTelemetrySdk started =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesCustomizer(read -> overrides)
            .addSpanExporterCustomizer(this::counted)
            .addLogRecordExporterCustomizer(
                (exporter, config) -> new CountedEvents(exporter, losses))
            .setComponentLoader(new Components())
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
    this.sdk = started;
    return new OtelTelemetry(started, options, this);
  }

  /** Console exporters take spans at once; what waits, waits for the collector. */
  private SpanExporter counted(SpanExporter exporter, ConfigProperties config) {
    if (!(exporter instanceof OtlpHttpSpanExporter)) {
      return exporter;
    }
    room = config.getInt(QUEUE_SIZE, DEFAULT_QUEUE_SIZE);
    return new CountedSpans(exporter, losses, waitingSpans);
  }

  @Override
  public Losses losses() {
    return losses;
  }

  @Override
  public boolean hasRoom() {
    return waitingSpans.get() < room;
  }

  @Override
  public void spanEnded() {
    waitingSpans.incrementAndGet();
  }

  @Override
  public void enforceDeadlines(long now) {
    senders.forEach(sender -> sender.enforceDeadline(now));
  }

  @Override
  public void close() {
    collectors.values().forEach(CollectorHealth::end);
    OpenTelemetrySdk started = sdk;
    if (started != null) {
      started.close();
    }
  }

  private HttpSender sender(HttpSenderConfig config) {
    URI endpoint = config.getEndpoint();
    String address = endpoint.getScheme() + "://" + endpoint.getAuthority();
    CollectorHealth collector = collectors.computeIfAbsent(address, CollectorHealth::new);
    OtlpSender sender = new OtlpSender(config, collector, exportThread);
    senders.add(sender);
    return sender;
  }

  /** What the SDK finds: what its jars declare, and ours. */
  private final class Components implements ComponentLoader {
    private final ComponentLoader declared =
        ComponentLoader.forClassLoader(RunningSdk.class.getClassLoader());

    @Override
    public <T> Iterable<T> load(Class<T> type) {
      List<T> found = new ArrayList<>(ComponentLoader.loadList(declared, type));
      if (type == HttpSenderProvider.class) {
        HttpSenderProvider ours = RunningSdk.this::sender;
        found.add(type.cast(ours));
      } else if (type == ConfigurableLogRecordExporterProvider.class) {
        found.add(type.cast(new ConsoleEvents.Provider()));
      }
      return found;
    }
  }
}
