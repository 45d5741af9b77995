package dev.sockwatch.tests.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** JDKs that are too old for the agent: {@code -Dsockwatch.test.old.jdks=/jdk8:/jdk11}. */
public final class OldJdks {
  private static final String PROPERTY = "sockwatch.test.old.jdks";

  private OldJdks() {}

  /** All that are named; without any, the test is skipped. */
  public static List<Jdk> named() {
    String homes = System.getProperty(PROPERTY, "");
    assumeTrue(!homes.isEmpty(), PROPERTY + " names no JDK 8 or 11");
    return Stream.of(homes.split(File.pathSeparator, -1))
        .map(home -> new Jdk(Path.of(home), Runtime.Version.parse("8")))
        .toList();
  }

  /** Compiles a class {@code Old} with these statements in its main method. */
  public static void compile(Path folder, String statements) throws IOException {
    Path source = folder.resolve("Old.java");
    Files.writeString(
        source,
        "public class Old { public static void main(String[] a) throws Exception { "
            + statements
            + " } }");
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "--release", "8", "-Xlint:-options", source.toString());
    assertThat(result).isZero();
  }
}
