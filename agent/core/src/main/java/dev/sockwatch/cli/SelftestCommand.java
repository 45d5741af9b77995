package dev.sockwatch.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/** {@code selftest}: what works here. */
@Command(
    name = "selftest",
    description = {
      "Start JVMs of our own and show what Sockwatch sees on this machine with this JDK, and what"
          + " not.",
      "They open sockets on loopback only."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:all works that should work here", "1:something does not", "2:could not run"})
final class SelftestCommand implements Callable<Integer> {
  private final Session session;

  SelftestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("sockwatch-");
    ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Selftest.Row> paths = new ArrayList<>();
      List<Selftest.Row> kernels = new ArrayList<>();
      List<Future<Selftest.Row>> tried = new ArrayList<>();
      for (Probe probe : Probe.values()) {
        if (probe != Probe.HELD) {
          tried.add(processors.submit(() -> Selftest.path(probe, run(probe, "auto", folder))));
        }
      }
      int number = tried.size();
      for (String kernel : Selftest.KERNELS) {
        tried.add(
            processors.submit(
                () ->
                    Selftest.kernel(
                        kernel, session.caller().jdk(), run(Probe.HELD, kernel, folder))));
      }
      for (Future<Selftest.Row> row : tried) {
        (paths.size() < number ? paths : kernels).add(row.get());
      }
      session.out().print(text(session.version(), paths, kernels));
      session.out().flush();
      return failures(paths) + failures(kernels) == 0 ? 0 : 1;
    } catch (ExecutionException e) {
      throw new IOException("a probe could not be run: " + e.getCause(), e);
    } finally {
      processors.shutdownNow();
      delete(folder);
    }
  }

  private ProbeRun run(Probe probe, String kernel, Path folder)
      throws IOException, InterruptedException {
    return ProbeRun.of(session.caller(), probe, kernel, folder);
  }

  static String text(String version, List<Selftest.Row> paths, List<Selftest.Row> kernels) {
    long failures = failures(paths) + failures(kernels);
    return "sockwatch "
        + version
        + " on JDK "
        + Runtime.version()
        + "\n\n"
        + table("WOVEN PATH", paths)
        + "\n"
        + table("KERNEL SOURCE", kernels)
        + "\n"
        + (failures == 0
            ? "all works that should work here\n"
            : failures
                + (failures == 1 ? " row does" : " rows do")
                + " not work here and should: findings that need them are missing\n");
  }

  private static String table(String title, List<Selftest.Row> rows) {
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Help.Ansi.OFF),
            new Column(33, 0, Overflow.TRUNCATE),
            new Column(7, 0, Overflow.SPAN),
            new Column(40, 0, Overflow.WRAP));
    table.addRowValues(title, "WORKS", "");
    for (Selftest.Row row : rows) {
      String works = row.works() ? "yes" : row.must() ? "NO" : "no";
      table.addRowValues(row.subject(), works, row.detail());
    }
    return table.toString();
  }

  private static long failures(List<Selftest.Row> rows) {
    return rows.stream().filter(row -> row.must() && !row.works()).count();
  }

  private static void delete(Path folder) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
