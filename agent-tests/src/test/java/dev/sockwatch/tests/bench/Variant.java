package dev.sockwatch.tests.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agent that a measured process runs with.
 *
 * @param name as shown
 * @param jar the agent's jar, null for none
 * @param settings the agent's argument, may be empty
 */
record Variant(String name, @Nullable Path jar, String settings) {
  private static final String AGENT_JAR = "sockwatch.test.agentJar";
  private static final String DEFAULT_JAR = "agent/dist/target/sockwatch-agent.jar";
  private static final String EMPTY_AGENT = "com.example.bench.EmptyAgent";

  /** The process alone. */
  static final Variant NONE = new Variant("no agent", null, "");

  /** The packaged agent; copied, so that a build during the run changes nothing. */
  static Variant sockwatch(Path folder) throws IOException {
    Path copy = folder.resolve("sockwatch-agent.jar");
    return new Variant("Sockwatch", Files.copy(packagedJar(), copy), "");
  }

  /** An agent of one class whose premain returns at once. */
  static Variant empty(Path folder) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(new Attributes.Name("Premain-Class"), EMPTY_AGENT);
    String entry = EMPTY_AGENT.replace('.', '/') + ".class";
    Path jar = folder.resolve("empty-agent.jar");
    try (InputStream bytes = Files.newInputStream(ChildJvm.classPath().resolve(entry));
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry(entry));
      bytes.transferTo(out);
    }
    return new Variant("empty agent", jar, "");
  }

  /** The same agent with this argument. */
  Variant with(String newSettings) {
    return new Variant(name, jar, newSettings);
  }

  /** The same, shown under another name. */
  Variant named(String newName) {
    return new Variant(newName, jar, settings);
  }

  /** The JVM options that load it. */
  List<String> options() {
    if (jar == null) {
      return List.of();
    }
    return List.of("-javaagent:" + jar + (settings.isEmpty() ? "" : "=" + settings));
  }

  /** As the build's property says, or where the build puts it: seen from the root or a module. */
  private static Path packagedJar() {
    String given = System.getProperty(AGENT_JAR);
    List<Path> candidates =
        given != null
            ? List.of(Path.of(given))
            : Stream.of(Path.of(""), Path.of(".."), ChildJvm.classPath().resolve("../../.."))
                .map(root -> root.resolve(DEFAULT_JAR))
                .toList();
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no agent jar at " + candidates + "; build it first: mvn package"));
  }
}
