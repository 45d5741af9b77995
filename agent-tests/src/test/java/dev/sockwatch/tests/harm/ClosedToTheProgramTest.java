package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import java.util.List;

/** Code of the program gets neither into the agent nor, through it, into java.base. */
class ClosedToTheProgramTest {
  private static final List<String> CLOSED = List.of("native calls", "JNA", "thread", "loader");

  @EachJdk
  void codeOfTheProgram_isRefused(Jdk jdk) {
    FinishedJvm jvm = intruder(ForkedJvm.on(jdk));
    assertRefused(jvm);
    assertThat(jvm.value("own class")).isEqualTo("ClassNotFoundException");
  }

  /** Then the loader above that of the program is not the JDK's; nor does direct memory matter. */
  @EachJdk
  void systemLoaderOfTheProgram_changesNothing(Jdk jdk) {
    FinishedJvm jvm =
        intruder(
            ForkedJvm.on(jdk)
                .jvmArgs(
                    "-Djava.system.class.loader=com.example.probes.SystemLoader",
                    "-Xshare:auto",
                    "-Xlog:disable",
                    "-XX:MaxDirectMemorySize=8k",
                    "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED")
                .toleratingStderr(l -> l.contains("java.system.class.loader")));
    assertRefused(jvm);
    assertThat(jvm.value("own class")).isEqualTo("ClassNotFoundException");
  }

  private static FinishedJvm intruder(ForkedJvm forked) {
    return forked.run("com.example.probes.Intruder", "500");
  }

  private static void assertRefused(FinishedJvm jvm) {
    assertThat(CLOSED)
        .allSatisfy(
            way -> assertThat(jvm.value(way)).as(way).isEqualTo("InaccessibleObjectException"));
    assertThat(jvm.value("hooks")).isEqualTo("IllegalAccessException");
    assertThat(jvm.err())
        .as(jvm.transcript())
        .anyMatch(
            l ->
                l.matches(
                    "sockwatch: a hook failed.*IllegalCallerException: com.example.probes.Intruder"
                        + ".* is not woven and calls a hook"))
        .anyMatch(l -> l.matches("sockwatch: no findings in .*; 1 socket opened, . open now"));
  }
}
