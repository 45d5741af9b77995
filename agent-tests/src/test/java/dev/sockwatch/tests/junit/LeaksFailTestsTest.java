package dev.sockwatch.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.TestRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A leak fails the test that is to blame, or its class with the reason, and no other. */
class LeaksFailTestsTest {
  private static final String EXPECTED =
      """
      KindCases > accepted_leaks: left 1: KindCases.accepted_leaks
      KindCases > asynchronousChannel_leaks: left 1: KindCases.asynchronousChannel_leaks
      KindCases > asynchronousListener_leaks: left 1: KindCases.asynchronousListener_leaks
      KindCases > channel_isClosed: passes
      KindCases > channel_leaks: left 1: KindCases.channel_leaks
      KindCases > client_isClosed: passes
      KindCases > client_isClosedAfterEach: passes
      KindCases > client_leaks: left 1: Server.connect
      KindCases > datagramChannel_leaks: left 1: KindCases.datagramChannel_leaks
      KindCases > datagramSocket_leaks: left 1: KindCases.datagramSocket_leaks
      KindCases > listenerChannel_leaks: left 1: KindCases.listenerChannel_leaks
      KindCases > listener_leaks: left 1: KindCases.listener_leaks
      KindCases > neverConnected_leaks: left 1: KindCases.neverConnected_leaks
      KindCases > ownFailure_comesFirst: the test's own failure + left 1: Server.connect
      KindCases > unixDomain_leaks: left 1: KindCases.unixDomain_leaks
      ShapeCases > BeforeEachCases > beforeEach_leaks: left 1: Server.connect
      ShapeCases > FieldCases > field_isClosed: passes
      ShapeCases > FieldCases > field_leaks: left 1: ShapeCases$FieldCases.<init>
      ShapeCases > PerClassCases > first_isClean: passes
      ShapeCases > PerClassCases > second_isClean: passes
      ShapeCases > PerClassCases: left 1: ShapeCases$PerClassCases.<init>
      ShapeCases > factory_leaksInTheSecond > #1: passes
      ShapeCases > factory_leaksInTheSecond > #2: left 1: Server.connect
      ShapeCases > factory_leaksInTheSecond > #3: passes
      ShapeCases > handedOverToTheSuite_isNobodys: passes
      ShapeCases > handedOver_leavesItToTheClass: passes
      ShapeCases > ignored_isClean: passes
      ShapeCases > lateCloser_isForgiven: passes
      ShapeCases > parameterized_leaksForTwo > #1: passes
      ShapeCases > parameterized_leaksForTwo > #2: left 1: Server.connect
      ShapeCases > parameterized_leaksForTwo > #3: passes
      ShapeCases > repeated_leaksTheThirdTime > #1: passes
      ShapeCases > repeated_leaksTheThirdTime > #2: passes
      ShapeCases > repeated_leaksTheThirdTime > #3: left 1: Server.connect
      ShapeCases > scope_leaksInside: left 1: Server.connect
      ShapeCases: left 1: Server.connect; ShapeCases.handedOver_leavesItToTheClass opened it and left it open on purpose, e.g. in a pool
      ThreadCases > childOfChild_leaks: left 1: Server.connect
      ThreadCases > childThread_isClean: passes
      ThreadCases > childThread_leaks: left 1: Server.connect
      ThreadCases > earlierThread_leavesItToTheClass: passes
      ThreadCases > interruptedThread_leaks: left 1: Server.connect
      ThreadCases > ownExecutor_leaks: left 1: Server.connect
      ThreadCases > ownForkJoinPool_leaks: left 1: Server.connect
      ThreadCases > timeoutThread_leaks: left 1: Server.connect
      ThreadCases > virtualThread_leaks: left 1: Server.connect
      ThreadCases: left 1: Server.connect
      """;

  /**
   * A pool that the class makes and the tests share: certain only where one test runs at a time.
   */
  private static final String STATICS_ONE_BY_ONE =
      """
      StaticCases > neverClosedStatic_isTheClasss: passes
      StaticCases > sharedPool_makesItsThreadHere_one: left 1: Server.connect
      StaticCases > sharedPool_makesItsThreadHere_three: passes
      StaticCases > sharedPool_makesItsThreadHere_two: left 1: Server.connect
      StaticCases > singleton_isTheSuites: passes
      """;

  static Stream<Arguments> runs() {
    return Jdks.dealt(
        List.of(
            List.of(TestRun.OLDEST_JUNIT, false),
            List.of(TestRun.NEWEST_JUNIT, true),
            List.of(TestRun.NEWEST_JUNIT, false),
            List.of(TestRun.OLDEST_JUNIT, true)));
  }

  @ParameterizedTest(name = "{0}, JUnit {1}, parallel: {2}")
  @MethodSource("runs")
  void everyLeak_failsItsTest(Jdk jdk, String junit, boolean parallel) {
    TestRun.Outcome outcome =
        TestRun.on(jdk, junit).parallel(parallel).run("KindCases", "ThreadCases", "ShapeCases");

    assertThat(lines(outcome.verdicts())).as(outcome.jvm().transcript()).isEqualTo(EXPECTED);
  }

  @ParameterizedTest(name = "{0}, JUnit {1}, parallel: {2}")
  @MethodSource("runs")
  void statics_areNotBlamedOnWhoeverComesFirst(Jdk jdk, String junit, boolean parallel) {
    TestRun.Outcome outcome = TestRun.on(jdk, junit).parallel(parallel).run("StaticCases");
    Map<String, String> tests = new TreeMap<>(outcome.verdicts());
    String suite = tests.remove("the suite"); // nobody owns what the singleton accepted
    String ofClass = tests.remove("StaticCases");

    assertThat(suite).isEqualTo("left 1: Server.accept");
    assertThat(ofClass)
        .startsWith(parallel ? "left 5: Server.<init>" : "left 3: Server.<init>")
        .contains("the static initialiser of StaticCases opened it")
        .containsPattern("but others ran at the same time|which had ended when");
    assertThat(lines(tests))
        .as(outcome.jvm().transcript())
        .isEqualTo(
            parallel
                ? STATICS_ONE_BY_ONE.replace("left 1: Server.connect", "passes")
                : STATICS_ONE_BY_ONE);
  }

  @EachJdk
  void settingsOfOneTest_holdForThatOne(Jdk jdk) {
    TestRun.Outcome outcome =
        TestRun.on(jdk, TestRun.OLDEST_JUNIT).parallel(false).run("LevelCases");

    assertThat(outcome.verdicts())
        .as(outcome.jvm().transcript())
        .hasSize(4)
        .containsEntry("LevelCases > classLevel_leavesItToTheClass", "passes")
        .containsEntry("LevelCases > laterTest_leaks", "left 1: Server.connect")
        .containsEntry("LevelCases", "left 1: Server.connect");
    assertThat(outcome.failure("wrongRule_fails()"))
        .startsWith("sockwatch: \"everything\" is no rule; write openedBy=<class or package>");
  }

  private static String lines(Map<String, String> verdicts) {
    StringBuilder lines = new StringBuilder();
    verdicts.entrySet().stream()
        .map(e -> e.getKey() + ": " + e.getValue() + "\n")
        .sorted()
        .forEach(lines::append);
    return lines.toString();
  }
}
