package dev.sockwatch.tests.bench;

import com.sun.net.httpserver.HttpServer;
import dev.sockwatch.tests.bench.Bench.Measurement;
import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What exporting to OpenTelemetry adds on the program's threads, beside what the OpenTelemetry
 * agent adds to the same work, which makes no spans of it.
 */
final class ExportPart implements Bench.Part {
  @Override
  public List<Row> measure(Bench bench) throws IOException {
    HttpServer collector =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    collector.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    collector.start();
    try {
      String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
      List<Row> rows = new ArrayList<>();
      Variant sockwatch = bench.sockwatch();
      List<Variant> variants = new ArrayList<>();
      variants.add(sockwatch.with("spans=off").named("metrics only"));
      variants.add(sockwatch.with("spans=errors").named("spans of errors"));
      variants.add(sockwatch.with("spans=all").named("all spans"));
      variants.addAll(openTelemetryAgent());
      rows.addAll(ratios(bench, endpoint, "connect", variants));
      rows.addAll(ratios(bench, endpoint, "echo", List.of(variants.get(0), variants.get(2))));
      return rows;
    } finally {
      collector.stop(0);
    }
  }

  private static List<Row> ratios(
      Bench bench, String endpoint, String program, List<Variant> variants) throws IOException {
    List<Measurement<Values>> measurements = new ArrayList<>();
    measurements.add(() -> run(bench, Variant.NONE, List.of(), program));
    measurements.add(() -> run(bench, bench.sockwatch(), List.of(), program));
    for (Variant variant : variants) {
      List<String> exporting = List.of("-Dotel.exporter.otlp.endpoint=" + endpoint);
      measurements.add(() -> run(bench, variant, exporting, program));
    }
    List<List<Values>> results = bench.inTurns(bench.rounds(), measurements);
    double[] base = Values.column(results.get(0), "medianNanos");
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < results.size(); i++) {
      String name = i == 1 ? "no export" : variants.get(i - 2).name();
      rows.add(
          Figure.witness(
              "export, " + program + ", socket: " + name,
              Unit.RATIO,
              String.format(Locale.ROOT, "%.2f us", Estimate.median(base) / 1000),
              Estimate.ofPaired(
                  Values.column(results.get(i), "medianNanos"), base, (a, b) -> a / b)));
    }
    return rows;
  }

  private static Values run(Bench bench, Variant variant, List<String> options, String program)
      throws IOException {
    return ChildJvm.run(
        bench.folder(), bench.command(variant, options, "Traffic", program, "socket", "0"));
  }

  /** Where the build has put it. */
  private static List<Variant> openTelemetryAgent() throws IOException {
    Path folder = ChildJvm.classPath().resolveSibling("opentelemetry");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> jars = Files.list(folder)) {
      return jars.map(jar -> new Variant("OpenTelemetry agent", jar, "")).limit(1).toList();
    }
  }
}
