package dev.sockwatch.tests.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.RunningJvm;

/** Management clients ask the same agent, and the agent never makes a server of its own accord. */
class ManagementTest {
  private static final String CLIENT = "com.example.probes.ManagementClient";

  @AnyJdk
  void bean_isThereOnceTheProgramHasAServer(Jdk jdk) {
    FinishedJvm jvm = ForkedJvm.on(jdk).agentArg("sample.interval", "50ms").run(CLIENT);

    assertThat(jvm.value("description"))
        .isEqualTo("The sockets of this JVM, and what is wrong with them");
    assertThat(jvm.out())
        .contains(
            "Watching=Whether sockets are watched now; off() and on() switch it",
            "Findings=What is wrong, with evidence and remedy; open findings first, worst first",
            "off()=Stops watching; hooks return at once[; restore the original bytecode of the"
                + " JDK's classes]",
            "role=listener",
            "off=false",
            "on=true",
            "report=1")
        .noneMatch(l -> l.contains("=null") || l.contains("exposed for management"));
    assertThat(jvm.value("callSite.of.socket")).startsWith(CLIENT + ".main(");
  }

  @AnyJdk
  void programWithoutAServer_getsNone(Jdk jdk) {
    try (RunningJvm jvm =
        ForkedJvm.on(jdk).agentArg("sample.interval", "50ms").withReport().start(CLIENT, "look")) {
      LiveReport.await(
          jvm, "rounds", r -> LiveReport.object(r, "health").get("rounds").getAsLong() > 5);
      jvm.tell("look");

      assertThat(jvm.finish().value("servers")).isEqualTo("0");
    }
  }

  @AnyJdk
  void setting_makesOneAtOnce(Jdk jdk) {
    try (RunningJvm jvm =
        ForkedJvm.on(jdk)
            .agentArg("sample.interval", "50ms")
            .agentArg("jmx", "true")
            .withReport()
            .start(CLIENT, "look")) {
      LiveReport.await(
          jvm, "rounds", r -> LiveReport.object(r, "health").get("rounds").getAsLong() > 5);
      jvm.tell("look");

      assertThat(jvm.finish().value("servers")).isEqualTo("1");
    }
  }

  @AnyJdk
  void javaWithoutManagement_isWatchedAllTheSame(Jdk jdk) {
    try (RunningJvm jvm =
        ForkedJvm.on(jdk)
            .jvmArgs("--limit-modules", "java.base,java.instrument,jdk.attach,jdk.unsupported")
            .agentArg("jmx", "true")
            .agentArg("sample.interval", "50ms")
            .withReport()
            .start("com.example.probes.OpenBefore")) {
      jvm.awaitOut("ready");
      LiveReport.await(jvm, "the sockets", r -> LiveReport.objects(r, "sockets").size() == 9);
      jvm.tell("end");
      assertThat(jvm.finish().health().get("hookErrors").getAsLong()).isZero();
    }
  }
}
