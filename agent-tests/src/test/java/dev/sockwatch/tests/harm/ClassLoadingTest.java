package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The application never meets a class of the agent, except the door and what is in java.base. */
class ClassLoadingTest {
  private static final String PROBE = "com.example.probes.LoadableClasses";
  private static final String NOT_FOUND = "not found";
  private static final String BOOT_LOADER = "null loader";

  private static final List<String> LIBRARIES =
      List.of(
          "net.bytebuddy.jar.asm.ClassReader",
          "org.slf4j.LoggerFactory",
          "com.google.gson.Gson",
          "org.jspecify.annotations.NullMarked");

  @EachJdk
  void nativeLibraryThatNeedsTheJdk_isNotHeldUpByTheAgentsStart(Jdk jdk, @TempDir Path folder)
      throws IOException {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .withNativeLibraries()
            .run("com.example.probes.LoadsLibrary", Places.slowLibrary(jdk, folder).toString());
    assertThat(jvm.out()).containsExactly("loaded");
  }

  @EachJdk
  void libraries_areInvisibleToTheApplication(Jdk jdk) {
    assertInvisible(jdk, LIBRARIES);
  }

  @EachJdk
  void agentClasses_areInvisibleToTheApplication(Jdk jdk) {
    List<String> classes =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.sockwatch")
                .stream()
                .map(JavaClass::getName)
                .filter(
                    name -> !name.matches("dev\\.sockwatch\\.(SockwatchAgent(\\$.*)?|junit\\..*)"))
                .sorted()
                .toList();
    assertThat(classes).anyMatch(name -> name.startsWith("dev.sockwatch.agent."));
    assertInvisible(jdk, classes);
  }

  @EachJdk
  void hooks_belongToTheBootLoader(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk).withReport().run(PROBE, "sun.nio.ch.SocketHooks", "sun.nio.ch.IOUtil");
    assertThat(jvm.value("sun.nio.ch.SocketHooks")).isEqualTo(BOOT_LOADER);
    assertThat(jvm.value("sun.nio.ch.IOUtil")).isEqualTo(BOOT_LOADER);
  }

  @EachJdk
  void hooks_areAbsentWithoutTheAgent(Jdk jdk) {
    FinishedJvm alone = ForkedJvm.on(jdk).withoutAgent().run(PROBE, "sun.nio.ch.SocketHooks");
    assertThat(alone.value("sun.nio.ch.SocketHooks")).isEqualTo(NOT_FOUND);
  }

  @EachJdk
  void hooks_areAbsentWhenTheAgentIsDisabled(Jdk jdk) {
    FinishedJvm disabled =
        ForkedJvm.on(jdk).agentArg("enabled", "false").run(PROBE, "sun.nio.ch.SocketHooks");
    assertThat(disabled.value("sun.nio.ch.SocketHooks")).isEqualTo(NOT_FOUND);
  }

  private static void assertInvisible(Jdk jdk, List<String> classes) {
    FinishedJvm jvm = ForkedJvm.on(jdk).withReport().run(PROBE, classes.toArray(String[]::new));
    assertThat(classes).allSatisfy(name -> assertThat(jvm.value(name)).isEqualTo(NOT_FOUND));
  }
}
