package com.example.stacks;

import dev.sockwatch.tests.support.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server of this machine's package, with an empty database in a temporary folder. */
final class PostgresServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private final Path folder;
  private final Process process;
  private final int port;

  private PostgresServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Null where it is not installed. */
  static @Nullable PostgresServer start() throws IOException, InterruptedException {
    Path programs = programs();
    if (programs == null) {
      return null;
    }
    Path folder = Files.createTempDirectory("postgres");
    Path data = folder.resolve("data");
    int port = freePort();
    if (asRoot()) {
      run(folder, List.of("chown", "postgres", folder.toString()));
    }
    run(
        folder,
        asPostgres(programs.resolve("initdb"), "-A trust -U postgres --no-sync -D " + data));
    Process process =
        new ProcessBuilder(
                asPostgres(
                    programs.resolve("postgres"),
                    "-F -h 127.0.0.1 -p " + port + " -k " + folder + " -D " + data))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path ready = folder.resolve(".s.PGSQL." + port);
    Await.until("PostgreSQL", Duration.ofSeconds(30), () -> Files.exists(ready));
    return new PostgresServer(folder, process, port);
  }

  int port() {
    return port;
  }

  /** For the end of the JVM, when nobody can be told. */
  void closeQuietly() {
    try {
      close();
    } catch (IOException e) {
      System.out.println("PostgreSQL's folder is left: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    Await.until("PostgreSQL to end", Duration.ofSeconds(30), () -> !process.isAlive());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static @Nullable Path programs() throws IOException {
    if (!Files.isDirectory(VERSIONS)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
          .max(Comparator.naturalOrder())
          .orElse(null);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, Loopback.address())) {
      return free.getLocalPort();
    }
  }

  private static boolean asRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** It refuses to run as root. */
  private static List<String> asPostgres(Path program, String arguments) {
    String line = "exec " + program + " " + arguments;
    return asRoot()
        ? List.of(
            "setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "sh", "-c", line)
        : List.of("sh", "-c", line);
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path log = folder.resolveSibling(folder.getFileName() + ".log");
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(command + ": " + Files.readString(log));
    }
    Files.delete(log);
  }
}
