package dev.sockwatch.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.api.LeftSocketView;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The text shows the opening stack from the test down, whatever lies in between. */
class LeakTextTest {
  private static final List<String> RUNNER =
      List.of(
          "jdk.internal.reflect.DirectMethodHandleAccessor.invoke(Direct.java:1)",
          "java.lang.reflect.Method.invoke(Method.java:1)",
          "org.junit.platform.commons.util.ReflectionUtils.invokeMethod(ReflectionUtils.java:1)",
          "org.apache.maven.surefire.booter.ForkedBooter.main(ForkedBooter.java:1)");

  @Test
  void reflectionOfTheTestsOwn_isPartOfIt() {
    assertThat(
            text(
                "com.acme.Client.open(Client.java:9)",
                "java.lang.reflect.Method.invoke(Method.java:1)",
                "com.acme.Test.test(Test.java:7)"))
        .isEqualTo(
            """
            sockwatch: Test.test left 1 socket open, 100 ms after its end

              listener 127.0.0.1:8080, LISTEN, open for 5 ms
                opened at  com.acme.Client.open(Client.java:9)
                             java.lang.reflect.Method.invoke(Method.java:1)
                             com.acme.Test.test(Test.java:7)
                fix        close the listener on every path, e.g. in @AfterEach\
            """);
  }

  @Test
  void framesThatSayNothing_areLeftOut() {
    LeftSocketView socket =
        HandMadeSocket.listener(
            List.of(
                "... 7 frames",
                "com.acme.Test.test(Test.java:7)",
                "... 2 frames",
                "org.junit.platform.commons.util.ReflectionUtils.invokeMethod(ReflectionUtils.java:1)"),
            "com.acme.Client.open(Client.java:9)");

    assertThat(LeakText.of("Test.test", List.of(socket), Duration.ZERO).lines().skip(3))
        .containsExactly(
            "    opened at  com.acme.Client.open(Client.java:9)",
            "                 ... 7 frames",
            "                 com.acme.Test.test(Test.java:7)",
            "    fix        close the listener on every path, e.g. in @AfterEach");
  }

  @Test
  void longStack_endsWithTheTest() {
    String[] frames =
        Stream.concat(
                IntStream.range(0, 20).mapToObj(i -> "com.acme.Deep.at" + i + "(Deep.java:1)"),
                Stream.of("com.acme.Test.test(Test.java:7)"))
            .toArray(String[]::new);
    assertThat(text(frames))
        .contains("com.acme.Deep.at0(", "com.acme.Deep.at11(", "com.acme.Test.test(Test.java:7)")
        .contains("... 8 more")
        .doesNotContain("com.acme.Deep.at12(", "com.acme.Deep.at19(", "org.junit");
  }

  @Test
  void manySockets_areCounted() {
    LeftSocketView socket = socket("com.acme.Test.test(Test.java:7)");
    assertThat(LeakText.of("Test.test", Collections.nCopies(12, socket), Duration.ZERO))
        .startsWith("sockwatch: Test.test left 12 sockets open, 0 ms after its end")
        .endsWith("and 2 more");
  }

  @Test
  void stackTraceOfTheError_leadsFromTheOpenToTheTest() {
    LeftSocketView socket =
        socket("com.acme.Client.open(Client.java:9)", "com.acme.Test.test(Test.java:7)");
    assertThat(new LeakError("", List.of(socket)).getStackTrace())
        .containsExactly(
            new StackTraceElement("com.acme.Client", "open", "Client.java", 9),
            new StackTraceElement("com.acme.Test", "test", "Test.java", 7));
  }

  private static String text(String... frames) {
    return LeakText.of("Test.test", List.of(socket(frames)), Duration.ofMillis(100));
  }

  private static LeftSocketView socket(String... frames) {
    return HandMadeSocket.listener(
        Stream.concat(Stream.of(frames), RUNNER.stream()).toArray(String[]::new));
  }
}
