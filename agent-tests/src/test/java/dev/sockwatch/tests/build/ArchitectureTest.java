package dev.sockwatch.tests.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.sockwatch.tests.support.SourceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who may import whom, design section 3; each rule is first seen failing on a planted violation.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.sockwatch";
  private static final String PLANTED_ROOT = "dev.sockwatch.tests.violations";

  private static final List<String> ROOMS =
      List.of(
          ("agent agent.export agent.management agent.settings agent.view api cli control detect"
                  + " extension hooks hooks.transport host junit kernel net report report.json"
                  + " report.log report.otel report.otel.sdk report.telemetry report.text sample"
                  + " scope snapshot stack table text trace weave")
              .split(" ", -1));

  private static final JavaClasses AGENT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static final JavaClasses PLANTED = new ClassFileImporter().importPackages(PLANTED_ROOT);

  /** Benchmarks are no tests: there, time is what is measured. */
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/tests/violations/"))
          .withImportOption(location -> !location.contains("/tests/bench/"))
          .importPackages("dev.sockwatch.tests");

  @Test
  void hooksAndApi_dependOnTheJdkOnly() {
    check(
        ArchitectureRules::hooksAndApiDependOnTheJdkOnly, "hooks.UsesALibrary", "api.UsesALibrary");
  }

  @Test
  void byteBuddy_isUsedOnlyInWeave() {
    check(rules -> rules.isUsedOnlyIn("net.bytebuddy..", "weave"), "report.UsesByteBuddy");
  }

  @Test
  void openTelemetry_isUsedOnlyInItsReport() {
    check(
        rules -> rules.isUsedOnlyIn("io.opentelemetry..", "report.otel", "extension"),
        "report.UsesOpenTelemetry");
  }

  @Test
  void openTelemetryApi_isSpokenWithoutTheSdk() {
    check(ArchitectureRules::openTelemetryApiIsSpokenWithoutTheSdk, "report.otel.UsesTheSdk");
  }

  @Test
  void commandLineLibrary_isUsedOnlyInCli() {
    check(rules -> rules.isUsedOnlyIn("picocli..", "cli"), "report.UsesPicocli");
  }

  @Test
  void attaching_isDoneOnlyInCli() {
    check(rules -> rules.isUsedOnlyIn("com.sun.tools.attach..", "cli"), "report.Attaches");
  }

  @Test
  void nativeCode_isReachedOnlyFromKernel() {
    check(
        ArchitectureRules::nativeCodeIsReachedOnlyFromKernel,
        "report.CallsNativeCode",
        "report.LoadsALibrary");
  }

  @Test
  void weave_knowsNothingBehindTheHooks() {
    check(
        ArchitectureRules::weaveKnowsNothingBehindTheHooks,
        "weave.KnowsTheTable",
        "weave.KnowsASample");
  }

  @Test
  void kernel_dependsOnNetAndHooks() {
    check(
        ArchitectureRules::kernelDependsOnNetAndHooks,
        "kernel.KnowsTheFindings",
        "kernel.KnowsTheTable");
  }

  @Test
  void snapshot_dependsOnPlainValues() {
    check(
        ArchitectureRules::snapshotDependsOnValues,
        "snapshot.KnowsTheKernel",
        "snapshot.KnowsTheTable");
  }

  @Test
  void detect_dependsOnTheSnapshotAndItsWords() {
    check(
        ArchitectureRules::detectDependsOnValues, "detect.KnowsTheKernel", "detect.KnowsTheTable");
  }

  @Test
  void detect_touchesNoInputOutputThreadClockOrStaticState() {
    check(
        ArchitectureRules::detectIsPure,
        "detect.ReadsTheClock",
        "detect.ReadsTheDate",
        "detect.ReadsAFile",
        "detect.KnowsItsThread",
        "detect.KeepsState",
        "detect.KeepsSharedState");
  }

  @Test
  void report_takesFindingsAndViewsOnly() {
    check(
        ArchitectureRules::reportTakesFindingsAndViewsOnly,
        "report.KnowsTheKernel",
        "report.KnowsTheTable",
        "report.KnowsASampler",
        "report.KnowsADetector");
  }

  @Test
  void junit_dependsOnApiAndJunitOnly() {
    check(ArchitectureRules::junitDependsOnApiAndJunitOnly, "junit.UsesALibrary");
  }

  @Test
  void extension_knowsNothingOfTheAgent() {
    check(ArchitectureRules::extensionKnowsNothingOfTheAgent, "extension.KnowsTheAgent");
  }

  @Test
  void packages_haveNoCycles() {
    check(
        ArchitectureRules::packagesHaveNoCycles,
        "left.Left",
        "right.Right",
        "report.otel.KnowsTelemetry",
        "report.telemetry.KnowsOpenTelemetry");
  }

  @Test
  void hooks_needNoBootstrapMethod() {
    check(
        ArchitectureRules::hooksNeedNoBootstrapMethod,
        "hooks.UsesALambda",
        "hooks.ConcatenatesStrings");
  }

  @Test
  void onlyAgent_startsThreadsAndReadsSettings() {
    check(
        ArchitectureRules::onlyAgentStartsThreadsAndReadsSettings,
        "table.StartsAThread",
        "table.ReadsAProperty",
        "table.ReadsTheEnvironment");
  }

  @Test
  void nobody_exitsOrPrints() {
    check(
        ArchitectureRules::nobodyExitsOrPrints,
        "report.ExitsTheJvm",
        "report.PrintsAStackTrace",
        "report.WritesToStandardOutput");
  }

  @Test
  void names_saySomething() {
    check(ArchitectureRules::namesSaySomething, "table.TableHelper");
  }

  @Test
  void tests_neverSleep() {
    plantedViolationsAreSeen(rules -> ArchitectureRules.nobodySleeps(), "SleepsInATest");
    ArchitectureRules.nobodySleeps().check(TESTS);
  }

  @Test
  void allRooms_areOnTheClassPath() {
    assertThat(AGENT.stream().map(JavaClass::getPackageName))
        .as("else rules hold because nothing is there to break them")
        .contains(ROOT)
        .containsAll(ROOMS.stream().map(room -> ROOT + "." + room).toList());
  }

  @Test
  void sourceFiles_haveAtMost300Lines(@TempDir Path folder) throws IOException {
    Path tooLong = folder.resolve("TooLong.java");
    Files.write(tooLong, Collections.nCopies(301, "//"));
    Files.write(folder.resolve("LongEnough.java"), Collections.nCopies(300, "//"));
    assertThat(SourceFiles.longerThan(300, folder)).containsExactly(tooLong);

    List<Path> sources = SourceFiles.below(SourceFiles.repository());
    assertThat(sources).hasSizeGreaterThan(50);
    assertThat(SourceFiles.longerThan(300, SourceFiles.repository())).isEmpty();
  }

  /** The rule must see each planted violation; only then does it count that it sees none here. */
  private static void check(Function<ArchitectureRules, ArchRule> rule, String... planted) {
    plantedViolationsAreSeen(rule, planted);
    rule.apply(new ArchitectureRules(ROOT)).check(AGENT);
  }

  private static void plantedViolationsAreSeen(
      Function<ArchitectureRules, ArchRule> rule, String... planted) {
    List<String> seen =
        rule.apply(new ArchitectureRules(PLANTED_ROOT))
            .evaluate(PLANTED)
            .getFailureReport()
            .getDetails();
    for (String violation : planted) {
      assertThat(seen).anyMatch(detail -> detail.contains(PLANTED_ROOT + "." + violation));
    }
  }
}
