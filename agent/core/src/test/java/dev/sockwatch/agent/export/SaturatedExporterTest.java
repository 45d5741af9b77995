package dev.sockwatch.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.sample.SocketSampler;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TableListener;
import dev.sockwatch.text.AddressMask;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** More connections than can be exported: some are lost and counted, and the sampler goes on. */
@Timeout(60)
class SaturatedExporterTest {
  private static final Duration LONGEST_TURN = Duration.ofSeconds(5);
  private static final long LOAD_NANOS = TimeUnit.SECONDS.toNanos(12);

  private final SocketTable table =
      new SocketTable(
          new TableListener() {
            @Override
            public void firstSocket() {}

            @Override
            public void descriptorsExhausted() {}

            @Override
            public void exiting() {}
          });

  @Test
  void turn_endsUnderAnyLoad() throws Exception {
    Settings settings = Settings.read("", Map.of(), Map.of());
    KernelSource kernel = KernelSource.open(KernelSource.Choice.OFF);
    Map<String, String> variables =
        Map.of("otel.traces.exporter", "none", "otel.metrics.exporter", "otlp");
    Exporter exporter =
        new Exporter(
            new SdkChoice(variables::get),
            settings.telemetry(AddressMask.NONE),
            table,
            () -> {},
            kernel,
            new SocketSampler(
                table,
                kernel,
                new CallStacks(KnownLibraries.load(List.of())),
                AddressMask.NONE,
                new SocketSampler.Windows(1, 1, 1)));
    table.exportQueue().begin(() -> null);
    ExecutorService programs = Executors.newFixedThreadPool(2);
    try {
      long until = System.nanoTime() + LOAD_NANOS;
      for (int thread = 0; thread < 2; thread++) {
        int fd = 10 + thread;
        programs.execute(() -> connectUntil(until, fd));
      }
      long longest = 0;
      while (exporter.losses().isEmpty() && System.nanoTime() - until < 0) {
        long began = System.nanoTime();
        exporter.turn();
        longest = Math.max(longest, System.nanoTime() - began);
      }

      assertThat(Duration.ofNanos(longest)).isLessThan(LONGEST_TURN);
      assertThat(exporter.losses()).containsKey("connections");
    } finally {
      programs.shutdownNow();
      table.exportQueue().end();
    }
  }

  private void connectUntil(long until, int fd) {
    InetSocketAddress remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 4318);
    Object owner = new Object();
    while (System.nanoTime() - until < 0 && !Thread.currentThread().isInterrupted()) {
      table.opened(owner, fd, SocketHooks.SOCKET);
      table.connectStarted(owner, fd, remote);
      table.connected(owner, fd);
      table.closing(owner, fd);
      table.released(fd);
    }
  }
}
