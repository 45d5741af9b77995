package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.Libraries;
import dev.sockwatch.tests.support.OtelAgent;
import dev.sockwatch.tests.support.RunningJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Beside other agents and the program's own parts each does its work as without Sockwatch. */
class NeighboursTest {
  private static final String LEAK = "com.example.places.PlantedLeak";
  private static final String OWN = "com.example.neighbours.";
  private static final int EXIT_CODE = 7;

  @AnyJdk
  void secondSockwatch_saysWhichOfItsArgumentsAreNotUsed(Jdk jdk) {
    String second = "-javaagent:" + ForkedJvm.agentJar() + "=sample.interval=7s";
    try (RunningJvm jvm = quick(jdk).jvmArgsAfterAgent(second).start(LEAK)) {
      assertThat(jvm.awaitErr("sockwatch: is in this JVM already"))
          .endsWith("not used: sample.interval=7s");
      assertLeakFound(jvm);
      assertThat(jvm.attach("spans=all").out())
          .contains("it was in this JVM already", "not used: spans=all");
      finish(jvm);
    }
  }

  @AnyJdk
  void ownManagerProviderAndFactories_areUsedAsWithoutIt(Jdk jdk) {
    String door = "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED"; // to the JDK's own provider
    FinishedJvm alone;
    try (RunningJvm jvm = forked(jdk).jvmArgs(door).withoutAgent().start(OWN + "OwnParts")) {
      jvm.tell("go");
      alone = jvm.finish();
    }
    assertThat(alone.out()).hasSize(7).anyMatch(line -> line.endsWith("OwnParts$Manager"));
    try (RunningJvm jvm = quick(jdk).jvmArgs(door).start(OWN + "OwnParts")) {
      assertLeakFound(jvm);
      assertThat(finish(jvm).out()).isEqualTo(alone.out());
    }
  }

  @AnyJdk
  void flightRecorder_countsTheSameEventsInBothOrders(Jdk jdk) {
    String recorded = OWN + "Recorded";
    FinishedJvm alone = forked(jdk).withoutAgent().run(recorded);
    assertThat(alone.out()).singleElement().asString().contains("jdk.SocketRead=");
    assertThat(forked(jdk).run(recorded).out()).isEqualTo(alone.out());
    ForkedJvm recording = forked(jdk).jvmArgs("-XX:StartFlightRecording", "-Xlog:disable");
    // Before it the recorder of 17 says what it does at the end.
    assertThat(recording.run(recorded).out()).endsWith(alone.out().get(0));
  }

  @Test
  void blockHound_findsThatNoHookBlocks() {
    Jdk jdk = Jdks.oldest();
    assumeTrue(jdk.feature() == 17, "BlockHound 1.0.11 does not know the classes of later JDKs");
    FinishedJvm alone = withBlockHound(forked(jdk)).withoutAgent().run(OWN + "NonBlocking");
    assertThat(alone.out())
        .containsExactly(
            "exchanged",
            "reactor.blockhound.BlockingOperationError: Blocking call! java.lang.Thread.sleep");
    assertThat(withBlockHound(forked(jdk)).run(OWN + "NonBlocking").out()).isEqualTo(alone.out());
  }

  @ParameterizedTest(name = "BlockHound is first: {0}")
  @ValueSource(booleans = {true, false})
  void blockHound_asAnAgentHidesNoLeak(boolean first) {
    Jdk jdk = Jdks.oldest();
    assumeTrue(jdk.feature() == 17, "BlockHound 1.0.11 does not know the classes of later JDKs");
    assumeTrue(first || Jdks.isEachForAll(), "only with the profile long");
    String agent = "-javaagent:" + blockHound();
    ForkedJvm forked = withBlockHound(quick(jdk));
    ForkedJvm both = first ? forked.jvmArgs(agent) : forked.jvmArgsAfterAgent(agent);
    try (RunningJvm jvm = both.start(LEAK)) {
      assertLeakFound(jvm);
      finish(jvm);
    }
  }

  /** More of this, in both orders and in every build: {@code otel/SpanParentsTest}. */
  @ParameterizedTest(name = "the OpenTelemetry agent is first: {0}")
  @ValueSource(booleans = {true, false})
  void openTelemetryAgent_hidesNoLeak(boolean first) {
    assumeTrue(Jdks.isEachForAll(), "only with the profile long");
    for (Jdk jdk : Jdks.matrix()) {
      String agent = "-javaagent:" + OtelAgent.jar();
      ForkedJvm forked =
          OtelAgent.weavingLittle(quick(jdk))
              .toleratingStderr(line -> true)
              .env("OTEL_SDK_DISABLED", "true");
      ForkedJvm both = first ? forked.jvmArgs(agent) : forked.jvmArgsAfterAgent(agent);
      try (RunningJvm jvm = both.start(LEAK)) {
        assertLeakFound(jvm);
        finish(jvm);
      }
    }
  }

  private static ForkedJvm forked(Jdk jdk) {
    return ForkedJvm.on(jdk).expectExit(EXIT_CODE);
  }

  private static ForkedJvm quick(Jdk jdk) {
    return forked(jdk).agentArg("time.scale", "0.005");
  }

  private static ForkedJvm withBlockHound(ForkedJvm jvm) {
    return jvm.classPath(ForkedJvm.testClasses(), blockHound())
        .jvmArgs("-XX:+AllowRedefinitionToAddDeleteMethods")
        .toleratingStderr(line -> line.contains("VM warning:"));
  }

  private static Path blockHound() {
    return Libraries.withTestClasses("blockhound-")[1];
  }

  private static void assertLeakFound(RunningJvm jvm) {
    assertThat(jvm.awaitErr("sockwatch: ERROR close-wait ")).contains("1 connection in CLOSE_WAIT");
  }

  private static FinishedJvm finish(RunningJvm jvm) {
    jvm.tell("go");
    return jvm.finish();
  }
}
