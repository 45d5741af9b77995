package dev.sockwatch.tests.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A scope works under any test framework, and without one. */
class OtherFrameworksTest {
  private static final Path DOCUMENT = Path.of("../agent/JUNIT.md");
  private static final Path SOURCES = Path.of("src/test/java/com/example/leaktests");

  @ParameterizedTest
  @CsvSource({
    "JUnit4Cases, leaks, leaks",
    "TestNgCases, leaks, leaks",
    "ScopeMain, main, the import"
  })
  void leak_failsTheTest(String main, String test, String name) {
    FinishedJvm jvm =
        TestRun.on(Jdks.newest(), TestRun.NEWEST_JUNIT)
            .withLibraries("junit-4", "hamcrest", "testng", "jcommander", "slf4j")
            .main("com.example.leaktests." + main);

    List<String> failures = jvm.out().stream().filter(l -> l.startsWith("FAILED")).toList();
    assertThat(failures).as(jvm.transcript()).hasSize(1);
    assertThat(failures.get(0))
        .startsWith("FAILED " + test + " sockwatch: " + name)
        .contains("open, 5.0 s after its end")
        .contains("com.example.leaktests." + main + "." + test + "(" + main + ".java:");
  }

  @AnyJdk
  void mxBean_tellsWhatAScopeLeft(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk).agentArg("jmx", "true").run("com.example.leaktests.BeanMain");

    assertThat(jvm.value("left"))
        .startsWith("listener com.example.leaktests.BeanMain.main(BeanMain.java:");
    assertThat(jvm.value("isRight")).isEqualTo("true");
    assertThat(jvm.value("counts")).isEqualTo("1 1");
  }

  @Test
  void documentedCode_isTheCodeThatRuns() throws IOException {
    String document = Files.readString(DOCUMENT);
    for (String type : List.of("NoSocketLeaksRule", "NoSocketLeaksHook")) {
      String source = Files.readString(SOURCES.resolve(type + ".java"));
      assertThat(document).contains(source.substring(source.indexOf("public final class")).strip());
    }
  }
}
