package com.example.stacks;

import dev.sockwatch.tests.support.Await;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A Redis server of this machine's package, which keeps nothing. */
final class RedisServer implements AutoCloseable {
  private static final Path PROGRAM = Path.of("/usr/bin/redis-server");

  private final Path folder;
  private final Process process;
  private final int port;

  private RedisServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  /** Null where it is not installed. */
  static @Nullable RedisServer start() throws IOException {
    if (!Files.isExecutable(PROGRAM)) {
      return null;
    }
    Path folder = Files.createTempDirectory("redis");
    Path ready = folder.resolve("socket");
    int port = freePort();
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--unixsocket",
                ready.toString(),
                "--dir",
                folder.toString(),
                "--save",
                "")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Await.until("Redis", Duration.ofSeconds(30), () -> Files.exists(ready));
    return new RedisServer(folder, process, port);
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    Await.until("Redis to end", Duration.ofSeconds(30), () -> !process.isAlive());
    Files.deleteIfExists(folder.resolve("socket"));
    Files.delete(folder);
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, Loopback.address())) {
      return free.getLocalPort();
    }
  }
}
