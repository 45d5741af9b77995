package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Prints what the agent costs, beside what it may cost: {@code java -cp target/test-classes
 * dev.sockwatch.tests.bench.Benchmark}, in the folder {@code agent-tests}. The arguments are told
 * by {@code --help}.
 *
 * <p>It never fails because of a figure: a shared machine is no judge.
 */
public final class Benchmark {
  private static final Map<String, Bench.Part> PARTS = new LinkedHashMap<>();

  static {
    PARTS.put("startup", new StartUpPart());
    PARTS.put("echo", TrafficPart.echo());
    PARTS.put("connect", TrafficPart.connect());
    PARTS.put("export", new ExportPart());
    PARTS.put("memory", HeldSocketsPart::memory);
    PARTS.put("sampling", SamplingPart::rounds);
    PARTS.put("kernel", new KernelPart());
    PARTS.put("attach", new AttachPart());
    PARTS.put("tests", TestsPart::tests);
  }

  private Benchmark() {}

  public static void main(String[] args) throws IOException {
    Options options;
    try {
      options = Options.parse(args, Collections.unmodifiableSet(PARTS.keySet()));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(Options.USAGE);
      System.exit(2);
      return;
    }
    Path folder = Files.createTempDirectory("sockwatch-bench");
    try {
      Variant sockwatch = Variant.sockwatch(folder);
      Variant empty = Variant.empty(folder);
      for (Jdk jdk : options.jdks()) {
        run(new Bench(jdk, sockwatch, empty, options.rounds(), folder, new Quiet()), options);
      }
    } finally {
      delete(folder);
    }
  }

  private static void run(Bench bench, Options options) {
    System.out.printf("%n%s, %d rounds%n%s%n", bench.jdk(), bench.rounds(), Figure.header());
    for (Map.Entry<String, Bench.Part> part : PARTS.entrySet()) {
      if (options.only().contains(part.getKey())) {
        try {
          System.err.println("measuring " + part.getKey() + " on " + bench.jdk() + " ...");
          part.getValue().measure(bench).forEach(row -> System.out.println(row.text()));
        } catch (IOException | RuntimeException e) {
          System.out.println(Row.skipped(part.getKey(), e.toString()).text());
        }
      }
    }
    System.out.println(bench.quiet().note());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
