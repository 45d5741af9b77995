package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;

/** Where a thread's stack ends, the program meets its own StackOverflowErrors and nothing else. */
class EndOfStackTest {
  @EachJdk
  void hooksAtTheEndOfAStack_throwNothingElse(Jdk jdk) {
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .jvmArgs("-Xint") // frames of one size, so that each depth is tried
            // Of the JVM, where it cannot call any agent's transformer at such a depth.
            .toleratingStderr(l -> l.contains("java.lang.instrument ASSERTION FAILED"))
            .run("com.example.probes.EndOfStack");
    assertThat(jvm.value("thrown")).isEqualTo("{}");
    assertThat(jvm.value("afterwards")).isEqualTo("1");
  }
}
