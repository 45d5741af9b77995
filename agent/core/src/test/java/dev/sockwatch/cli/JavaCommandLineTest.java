package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command line tells of a JVM. */
class JavaCommandLineTest {
  @Test
  void main_isTheClassJarOrModule() {
    assertThat(mainOf("java", "-Xmx1g", "-cp", "a.jar:b", "com.acme.Main", "x"))
        .isEqualTo("com.acme.Main");
    assertThat(mainOf("/jdk/bin/java", "-Da=b", "-jar", "/srv/orders.jar")).isEqualTo("orders.jar");
    assertThat(mainOf("java", "-p", "mods", "-m", "acme/com.acme.Main"))
        .isEqualTo("acme/com.acme.Main");
    assertThat(mainOf("/srv/launcher")).isEqualTo("launcher");
  }

  @Test
  void lastFlag_wins() {
    assertThat(disabled(List.of(), "java", "-XX:+DisableAttachMechanism", "M")).isTrue();
    assertThat(
            disabled(List.of("JAVA_TOOL_OPTIONS=-Xmx1g -XX:+DisableAttachMechanism"), "java", "M"))
        .isTrue();
    assertThat(
            disabled(
                List.of("JAVA_TOOL_OPTIONS=-XX:+DisableAttachMechanism"),
                "java",
                "-XX:-DisableAttachMechanism",
                "M"))
        .isFalse();
    assertThat(disabled(List.of("OTHER=-XX:+DisableAttachMechanism"), "java", "M")).isFalse();
  }

  private static boolean disabled(List<String> environment, String... words) {
    return new JavaCommandLine(List.of(words), environment)
        .flag("DisableAttachMechanism", true, false);
  }

  private static String mainOf(String... words) {
    return new JavaCommandLine(List.of(words), List.of()).main();
  }
}
