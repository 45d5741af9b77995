package dev.sockwatch.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hand-made processes and callers. */
final class Jvms {
  static final Caller BOB =
      new Caller(
          99,
          1000,
          "bob",
          17,
          Path.of("/jdk/bin/java"),
          Path.of("/opt/sockwatch-agent.jar"),
          List.of("report", "4711", "--gc"));

  private Jvms() {}

  /** Bob under another number. */
  static Caller caller(long uid) {
    return new Caller(BOB.pid(), uid, BOB.user(), BOB.jdk(), BOB.java(), BOB.jar(), BOB.words());
  }

  /** A process of this user. */
  static JvmProcess of(long pid, long uid) {
    return new JvmProcess(
        pid, 7, "1234", uid, "bob", "com.acme.orders.Main", "21.0.5", false, null, null);
  }

  static JvmProcess plain(long pid) {
    return of(pid, 1000);
  }

  static JvmProcess with(
      long pid,
      String main,
      boolean elsewhere,
      @Nullable String container,
      @Nullable Obstacle obstacle) {
    return new JvmProcess(
        pid, 7, "1234", 1000, "bob", main, "21.0.5", elsewhere, container, obstacle);
  }
}
