package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.Places;
import dev.sockwatch.tests.support.ReportedFindings;
import dev.sockwatch.tests.support.ReportedFindings.Found;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the JVM may do little, the application runs the same, the leak is found the same, and one
 * line says what is lost.
 */
class RestrictedEnvironmentsTest {
  private static final String LEAKING = "com.example.probes.EndsItself";
  private static final Found LEAK =
      new Found("close-wait", "error", "open", "EndsItself.connect", 1);

  /** Of the place without netlink: one line with the reason, and what is lost if anything. */
  private static final String NO_NETLINK_LINE = "sockwatch: .*(netlink|sock_diag|NETLINK).*";

  /** Of the places without a folder for JNA's library: its name, the reason, the consequence. */
  private static final String NO_FOLDER_LINE =
      "sockwatch: no full TCP_INFO \\(JNA's library cannot be loaded.*%s.*\\): .*leak findings are not"
          + " affected";

  private static final String BEST = "foreign|jna";

  @EachJdk
  void userWithoutPrivileges_getsTheWholeReport(Jdk jdk) {
    FinishedJvm jvm = leak(Places.unprivileged(leaking(jdk)));
    assertKernel(jvm, BEST, "sock_diag");
  }

  @EachJdk
  void filterThatRefusesNetlink_leavesTheListOfProc(Jdk jdk, @TempDir Path folder)
      throws IOException {
    FinishedJvm jvm = leak(Places.withoutNetlink(leaking(jdk), folder));
    assertKernel(jvm, BEST, "/proc/net/tcp");
    assertThat(jvm.err().stream().filter(line -> line.matches(NO_NETLINK_LINE)))
        .as(jvm.transcript())
        .hasSize(1);
  }

  @EachJdk
  void filterThatRefusesNetlink_doesNotHideTimeWait(Jdk jdk, @TempDir Path folder)
      throws IOException {
    ForkedJvm forked =
        Places.withoutNetlink(leaking(jdk), folder)
            .jvmArgs("--add-opens=java.base/sun.nio.ch=ALL-UNNAMED");
    try (RunningJvm jvm = forked.start("com.example.probes.EveryState", "ipv4")) {
      JsonObject unused =
          LiveReport.await(jvm, "TIME_WAIT", RestrictedEnvironmentsTest::hasTimeWait);
      jvm.terminate();
      jvm.finish();
    }
  }

  @EachJdk
  void absentProc_costsNoLeakFinding(Jdk jdk) {
    ForkedJvm forked =
        Places.withMounts(leaking(jdk), "mount -t tmpfs -o ro none /proc")
            .env("LD_LIBRARY_PATH", jdk.home().resolve("lib").toString()); // not found otherwise
    assertKernel(leak(forked), BEST, "sock_diag");
  }

  @EachJdk
  void readOnlyHomeAndTemporaryFolder_costJnaOnly(Jdk jdk, @TempDir Path folder) {
    FinishedJvm jvm = leak(withFolder(jdk, folder, "ro"));
    assertNoFolder(jdk, jvm, folder);
  }

  @EachJdk
  void foldersWithoutExecution_costJnaOnly(Jdk jdk, @TempDir Path folder) {
    FinishedJvm jvm = leak(withFolder(jdk, folder, "noexec"));
    assertNoFolder(jdk, jvm, folder);
  }

  private static ForkedJvm leaking(Jdk jdk) {
    return ForkedJvm.on(jdk).agentArg("time.scale", "0.02").agentArg("kernel", "auto").withReport();
  }

  private static ForkedJvm withFolder(Jdk jdk, Path folder, String option) {
    return Places.withMounts(leaking(jdk), "mount -t tmpfs -o " + option + " none '" + folder + "'")
        .jvmArgs("-Djava.io.tmpdir=" + folder, "-Duser.home=" + folder)
        .env("HOME", folder.toString())
        .env("XDG_CACHE_HOME", folder.toString());
  }

  /** Exit code, stderr and hook errors are checked by {@link FinishedJvm}. */
  private static FinishedJvm leak(ForkedJvm forked) {
    FinishedJvm jvm = forked.run(LEAKING, "return", "2000");
    assertThat(jvm.out()).containsExactly("leaked", "returning");
    assertThat(ReportedFindings.of(jvm)).as(jvm.transcript()).containsExactly(LEAK);
    return jvm;
  }

  private static void assertKernel(FinishedJvm jvm, String source, String socketList) {
    assertThat(LiveReport.kernelSource(jvm.report())).as(jvm.transcript()).matches(source);
    assertThat(LiveReport.text(LiveReport.object(jvm.report(), "host"), "socketList"))
        .isEqualTo(socketList);
  }

  private static void assertNoFolder(Jdk jdk, FinishedJvm jvm, Path folder) {
    if (jdk.feature() >= 21) {
      assertKernel(jvm, "foreign", "sock_diag");
      return;
    }
    assertKernel(jvm, "jdk", "/proc/net/tcp");
    assertThat(jvm.err().stream().filter(l -> l.matches(NO_FOLDER_LINE.formatted(folder))))
        .as(jvm.transcript())
        .hasSize(1);
  }

  private static boolean hasTimeWait(JsonObject report) {
    return LiveReport.objects(report, "withoutDescriptor").stream()
        .anyMatch(socket -> "TIME_WAIT".equals(LiveReport.text(socket, "state")));
  }
}
