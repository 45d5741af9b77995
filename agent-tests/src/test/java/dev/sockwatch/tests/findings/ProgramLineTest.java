package dev.sockwatch.tests.findings;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.ReportedFindings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;

/** The program's line is blamed, not that of a library which is on no list; both are shown. */
class ProgramLineTest {
  private static final String LIBRARY =
      """
      package net.vendor.wire;
      public final class Wire {
        public static java.net.Socket open(java.net.ServerSocket to) throws java.io.IOException {
          return new java.net.Socket(to.getInetAddress(), to.getLocalPort());
        }
      }
      """;

  /** Its peer closes each connection; it reads that, and closes in the healthy variant only. */
  private static final String PROGRAM =
      """
      package shop.web;
      public final class Shop {
        static final java.util.List<java.io.Closeable> KEPT = new java.util.ArrayList<>();
        public static void main(String[] args) throws Exception {
          var listener = new java.net.ServerSocket(
              0, 50, java.net.InetAddress.getLoopbackAddress());
          KEPT.add(listener);
          for (int i = 0; i < 3; i++) {
            fetch(listener, args[0].equals("healthy"));
          }
          Thread.sleep(4000);
        }
        static void fetch(java.net.ServerSocket listener, boolean closes) throws Exception {
          var connection = net.vendor.wire.Wire.open(listener);
          KEPT.add(connection);
          listener.accept().close();
          connection.getInputStream().read();
          if (closes) {
            connection.close();
          }
        }
      }
      """;

  private final Path folder;
  private final Path classes;
  private final Path library;

  ProgramLineTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.classes = Files.createDirectories(folder.resolve("classes"));
    Path libraryClasses = Files.createDirectories(folder.resolve("library"));
    compile("net/vendor/wire/Wire.java", LIBRARY, libraryClasses, libraryClasses);
    this.library = jar("wire.jar", "Created-By: test", libraryClasses);
    compile("shop/web/Shop.java", PROGRAM, classes, library);
  }

  @AnyJdk
  void programInADirectory_isBlamed(Jdk jdk) {
    assertBlamed(on(jdk).classPath(library, classes).run("shop.web.Shop", "broken"));
  }

  @AnyJdk
  void programInAJar_isBlamed(Jdk jdk) throws IOException {
    Path program = jar("shop.jar", "Main-Class: shop.web.Shop\nClass-Path: wire.jar", classes);
    assertBlamed(on(jdk).classPath(library, program).run("shop.web.Shop", "broken"));
    assertBlamed(on(jdk).jvmArgsAfterAgent("-jar", program.toString()).run("broken"));
  }

  @AnyJdk
  void setting_saysWhoseLineItIs(Jdk jdk) {
    FinishedJvm jvm =
        on(jdk)
            .agentArg("app", "net.vendor")
            .classPath(library, classes)
            .run("shop.web.Shop", "broken");
    assertThat(SampleRuns.open(jvm)).containsExactly("close-wait error Wire.open");
  }

  @AnyJdk
  void connectionsThatAreClosed_areSilent(Jdk jdk) {
    FinishedJvm jvm = on(jdk).classPath(library, classes).run("shop.web.Shop", "healthy");
    assertThat(ReportedFindings.of(jvm)).isEmpty();
  }

  private static void assertBlamed(FinishedJvm jvm) {
    assertThat(SampleRuns.open(jvm))
        .as(jvm.transcript())
        .containsExactly("close-wait error Shop.fetch");
    JsonObject evidence =
        LiveReport.objects(jvm.report(), "findings").get(0).getAsJsonObject("evidence");
    assertThat(evidence.get("openedBy").getAsString())
        .isEqualTo("net.vendor.wire.Wire.open(Wire.java:4)");
    assertThat(jvm.err())
        .anyMatch(
            line ->
                line.contains("opened at shop.web.Shop.fetch(Shop.java:14)")
                    && line.contains(" by net.vendor.wire.Wire.open(Wire.java:4)"));
  }

  private static ForkedJvm on(Jdk jdk) {
    return ForkedJvm.on(jdk).agentArg("time.scale", "0.04").withReport();
  }

  private void compile(String name, String source, Path output, Path classPath) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, source);
    List<String> arguments =
        List.of(
            "--release",
            "17",
            "-d",
            output.toString(),
            "-cp",
            classPath.toString(),
            file.toString());
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(code).as("javac").isZero();
  }

  private Path jar(String name, String manifest, Path content) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        Stream<Path> files = Files.walk(content)) {
      zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
      zip.write(("Manifest-Version: 1.0\n" + manifest + "\n").getBytes(StandardCharsets.UTF_8));
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        zip.putNextEntry(new ZipEntry(content.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }
}
