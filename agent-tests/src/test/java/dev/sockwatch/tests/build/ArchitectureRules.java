package dev.sockwatch.tests.build;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The rules of the design, "Who may import whom", over the packages below one root.
 *
 * <p>The root is a parameter so that the same rule can be seen failing on planted violations.
 */
final class ArchitectureRules {
  /** Nullness markers: seen by the compiler, loaded by nobody. */
  private static final String NULLNESS = "org.jspecify.annotations..";

  private static final List<String> EMPTY_WORDS =
      List.of("Util", "Utils", "Helper", "Manager", "Impl", "Holder", "Base");

  private final String root;

  ArchitectureRules(String root) {
    this.root = root;
  }

  /** Rule 1. */
  ArchRule hooksAndApiDependOnTheJdkOnly() {
    return CompositeArchRule.of(dependsOnTheJdkOnly("hooks")).and(dependsOnTheJdkOnly("api"));
  }

  private ArchRule dependsOnTheJdkOnly(String room) {
    return classes()
        .that()
        .resideInAPackage(below(room))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", NULLNESS, below(room))
        .because("its class loader has nothing else");
  }

  /** Rule 2 for one library. */
  ArchRule isUsedOnlyIn(String library, String... rooms) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(Stream.of(rooms).map(this::below).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because("one room per library keeps it replaceable");
  }

  /** Rule 2 for the SDK: what speaks the API is defined a second time, for the SDK of others. */
  ArchRule openTelemetryApiIsSpokenWithoutTheSdk() {
    String room = root + ".report.otel";
    return noClasses()
        .that()
        .resideInAPackage(room)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.opentelemetry.sdk..", "io.opentelemetry.exporter..", room + ".sdk..");
  }

  /** Rule 2 for native code: only kernel, through one door in hooks. */
  ArchRule nativeCodeIsReachedOnlyFromKernel() {
    String door = root + ".hooks.ForeignCalls";
    return noClasses()
        .that()
        .resideOutsideOfPackage(below("kernel"))
        .and()
        .haveNameNotMatching(Pattern.quote(door) + "(\\$.*)?")
        .should()
        .dependOnClassesThat(
            ForbiddenCalls.named(door)
                .or(resideInAnyPackage("com.sun.jna..", "java.lang.foreign..")))
        .orShould()
        .callMethodWhere(ForbiddenCalls.to("java.lang.System", "load", "loadLibrary"))
        .orShould()
        .callMethodWhere(ForbiddenCalls.to("java.lang.Runtime", "load", "loadLibrary"));
  }

  /** Rule 3. */
  ArchRule weaveKnowsNothingBehindTheHooks() {
    return dependsOnlyOn("weave", "hooks");
  }

  /** Rule 4, first part: what asks the kernel knows no socket of ours, and no judgment. */
  ArchRule kernelDependsOnNetAndHooks() {
    return dependsOnlyOn("kernel", "net", "hooks");
  }

  /** Rule 4, second part: a snapshot is plain values. */
  ArchRule snapshotDependsOnValues() {
    return dependsOnlyOn("snapshot", "net", "stack", "host");
  }

  /** Rule 4, third part: a detector sees the snapshot and nothing else. */
  ArchRule detectDependsOnValues() {
    return dependsOnlyOn("detect", "net", "stack", "text", "host", "snapshot");
  }

  /** Rule 4, fourth part: a detector is a function of the snapshot. */
  ArchRule detectIsPure() {
    ArchRule noEffects =
        noClasses()
            .that()
            .resideInAPackage(below("detect"))
            .should()
            .dependOnClassesThat(ForbiddenCalls.inputOutputThreadOrClock())
            .orShould()
            .callMethodWhere(ForbiddenCalls.to("java.lang.System", "currentTimeMillis", "nanoTime"))
            .orShould()
            .callMethodWhere(ForbiddenCalls.toStaticNow());
    ArchRule noState =
        fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage(below("detect"))
            .and()
            .areStatic()
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(resideInAPackage("java.util.concurrent.."));
    return CompositeArchRule.of(noEffects).and(noState.allowEmptyShould(true));
  }

  /** Rule 4, fifth part: findings are values of detect, views of api; nothing else. */
  ArchRule reportTakesFindingsAndViewsOnly() {
    ArchRule noDetector =
        noClasses()
            .that()
            .resideInAPackage(below("report"))
            .should()
            .dependOnClassesThat(
                resideInAPackage(below("detect")).and(simpleNameEndingWith("Detector")));
    return CompositeArchRule.of(
            knowsNothingOf("report", "hooks", "weave", "table", "kernel", "sample", "agent"))
        .and(noDetector);
  }

  /** Rule 5. Its classes are loaded beside the user's tests. */
  ArchRule junitDependsOnApiAndJunitOnly() {
    return classes()
        .that()
        .resideInAPackage(below("junit"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..", "javax.management..", "org.junit..", NULLNESS, below("api"), below("junit"));
  }

  /** Where the rest is missing or broken, the OpenTelemetry agent must not notice. */
  ArchRule extensionKnowsNothingOfTheAgent() {
    return classes()
        .that()
        .resideInAPackage(below("extension"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "io.opentelemetry..", NULLNESS, below("extension"));
  }

  /** Rule 6, for each package by itself: also for those below one room. */
  ArchRule packagesHaveNoCycles() {
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  /**
   * Rule 7. The weaver writes nothing but calls of hooks into JDK classes, so the code of ours that
   * runs there is the hooks: no bootstrap method may run on a stranger's thread.
   */
  ArchRule hooksNeedNoBootstrapMethod() {
    return classes()
        .that()
        .resideInAPackage(below("hooks"))
        .should(new NoInvokedynamic())
        .because("a lambda or a concatenation would run a bootstrap method inside java.base");
  }

  /**
   * Rule 8. The door is exempt: it has to read the JDK's version and whether it is enabled before
   * anything else may be loaded; what unpacks JNA's library, since the JVM says where to and for
   * which machine; and the commands, which have a JVM to themselves.
   */
  ArchRule onlyAgentStartsThreadsAndReadsSettings() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(below("agent"), below("cli"))
        .and()
        .doNotHaveFullyQualifiedName(door())
        .and()
        .doNotHaveFullyQualifiedName(root + ".kernel.JnaLibrary")
        .should()
        .callCodeUnitWhere(ForbiddenCalls.startingThreads())
        .orShould()
        .beAssignableTo(Thread.class)
        .orShould()
        .callMethodWhere(ForbiddenCalls.readingSettings());
  }

  /** Rule 9. The door's main method, which a person calls, may end a JVM that is too old. */
  ArchRule nobodyExitsOrPrints() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(below("cli"))
        .should()
        .callMethodWhere(ForbiddenCalls.exitOutside(door() + ".main"))
        .orShould()
        .callMethodWhere(ForbiddenCalls.to("java.lang.Runtime", "exit", "halt"))
        .orShould()
        .callMethodWhere(ForbiddenCalls.printingStackTraces())
        .orShould()
        .accessFieldWhere(ForbiddenCalls.standardOutput());
  }

  /** A type is named after what it is. */
  ArchRule namesSaySomething() {
    // hooks.IOUtil stands in for the JDK class of that name and is not packaged.
    return noClasses()
        .that()
        .doNotHaveFullyQualifiedName(root + ".hooks.IOUtil")
        .should()
        .haveNameMatching(".*(" + String.join("|", EMPTY_WORDS) + ")");
  }

  /** Tests wait for conditions. */
  static ArchRule nobodySleeps() {
    return noClasses()
        .should()
        .callMethodWhere(ForbiddenCalls.to("java.lang.Thread", "sleep"))
        .orShould()
        .callMethodWhere(ForbiddenCalls.to("java.util.concurrent.TimeUnit", "sleep"))
        .because("support.Await waits for a condition instead");
  }

  /** Of our packages; libraries and the JDK are the business of other rules. */
  private ArchRule dependsOnlyOn(String room, String... others) {
    String[] allowed =
        Stream.concat(Stream.of(room), Stream.of(others)).map(this::below).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(below(room))
        .should()
        .dependOnClassesThat(resideInAPackage(root + "..").and(resideOutsideOfPackages(allowed)));
  }

  private ArchRule knowsNothingOf(String room, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(below(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(Stream.of(others).map(this::below).toArray(String[]::new));
  }

  private String door() {
    return root + ".SockwatchAgent";
  }

  private String below(String room) {
    return root + "." + room + "..";
  }
}
