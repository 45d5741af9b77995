package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What attaching costs the one who types it and the requests of the one who is attached to. */
final class AttachPart implements Bench.Part {
  private static final double BUDGET_MILLIS = 1000;
  private static final int MANY = 10_000;
  private static final int WARM_UP_MILLIS = 2000;
  private static final int WINDOW_MILLIS = 2000;
  private static final int ATTACH_WINDOW_MILLIS = 4000;

  /** One process's life. */
  private record Life(
      double attachMillis,
      Run before,
      Run meanwhile,
      Run attached,
      Run unwoven,
      double reportMillis) {}

  /** Requests for some seconds. */
  private record Run(double nanosEach, double worstMillis) {}

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    List<Life> lives = new ArrayList<>();
    String reason = Limits.against(MANY, MANY * 16L);
    for (int i = 0; i < bench.rounds(); i++) {
      bench.quiet().await();
      lives.add(live(bench, reason.isEmpty() ? MANY : 1000));
    }
    List<Row> rows = new ArrayList<>();
    rows.add(
        new Figure(
            "attach command, start to end",
            Unit.MILLIS,
            "",
            of(lives, Life::attachMillis),
            BUDGET_MILLIS));
    rows.add(
        Figure.witness(
            "slowest request in 4 s, attached to meanwhile",
            Unit.MILLIS,
            Unit.MILLIS.text(Estimate.median(values(lives, l -> l.before.worstMillis))),
            of(lives, l -> l.meanwhile.worstMillis)));
    rows.add(ratio("time per request, attached / before", lives, Life::attached));
    rows.add(ratio("time per request, off --unweave / before", lives, Life::unwoven));
    rows.add(
        Figure.witness(
            String.format(
                Locale.ROOT, "report command at %,d sockets", reason.isEmpty() ? MANY : 1000),
            Unit.MILLIS,
            "",
            of(lives, Life::reportMillis)));
    return rows;
  }

  private static Life live(Bench bench, int sockets) throws IOException {
    List<String> words =
        bench.command(
            Variant.NONE,
            List.of("-XX:+EnableDynamicAgentLoading", "-XX:+UseSerialGC", "-Xmx512m"),
            "Requests");
    try (ChildJvm child = HeldSockets.withManyDescriptors(bench, words)) {
      run(child, WARM_UP_MILLIS);
      Run before = run(child, ATTACH_WINDOW_MILLIS);
      CompletableFuture<Run> meanwhile =
          CompletableFuture.supplyAsync(() -> run(child, ATTACH_WINDOW_MILLIS));
      double attachMillis = command(bench, child, "attach");
      Run during = meanwhile.join();
      Run attached = run(child, WINDOW_MILLIS);
      child.ask("open " + sockets / 2);
      double reportMillis = command(bench, child, "report");
      command(bench, child, "off", "--unweave");
      run(child, WINDOW_MILLIS); // compiles anew
      Run unwoven = run(child, WINDOW_MILLIS);
      return new Life(attachMillis, before, during, attached, unwoven, reportMillis);
    }
  }

  private static Run run(ChildJvm child, int millis) {
    try {
      Values values = child.ask("run " + millis);
      return new Run(values.of("nanosEach"), values.of("worstNanos") / 1e6);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a user types it: a JVM of its own each time. */
  private static double command(Bench bench, ChildJvm child, String command, String... options)
      throws IOException {
    Path jar = bench.sockwatch().jar();
    List<String> words =
        new ArrayList<>(
            List.of(bench.jdk().java().toString(), "-jar", String.valueOf(jar), command));
    words.addAll(List.of(options));
    words.add(Long.toString(child.javaPid()));
    long began = System.nanoTime();
    Process process =
        new ProcessBuilder(words)
            .redirectErrorStream(true)
            .redirectOutput(bench.folder().resolve("command").toFile())
            .start();
    try {
      if (process.waitFor() == 2) {
        throw new IOException(words + " failed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return (System.nanoTime() - began) / 1e6;
  }

  private static Row ratio(String what, List<Life> lives, Function<Life, Run> which) {
    return Figure.witness(
        what,
        Unit.RATIO,
        "",
        Estimate.ofPaired(
            values(lives, l -> which.apply(l).nanosEach),
            values(lives, l -> l.before.nanosEach),
            (with, without) -> with / without));
  }

  private static Estimate of(List<Life> lives, ToDoubleFunction<Life> what) {
    return Estimate.of(values(lives, what));
  }

  private static double[] values(List<Life> lives, ToDoubleFunction<Life> what) {
    return lives.stream().mapToDouble(what).toArray();
  }
}
