package dev.sockwatch.agent.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.stack.ProgramPackages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program's packages are learnt from its main class and from where that is. */
class ProgramFinderTest {
  private static final String LIBRARY = "net.vendor.client.Wire";

  private final KnownLibraries libraries = KnownLibraries.load(List.of());

  private final Path folder;

  ProgramFinderTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void packagesOfTheClassDirectory_areTheProgramsOwn() throws IOException {
    classes("com/acme/orders/Main", "billing/Invoice", "org/apache/http/Copied");

    assertThat(blamed("com.acme.orders.Main --fast", LIBRARY, "billing.Invoice"))
        .isEqualTo("billing.Invoice");
    assertThat(blamed("com.acme.orders.Main", LIBRARY, "com.acme.common.Http"))
        .as("another module of the organisation")
        .isEqualTo("com.acme.common.Http");
    assertThat(blamed("com.acme.orders.Main", "org.apache.http.Copied", LIBRARY))
        .isEqualTo(LIBRARY);
    assertThat(blamed("com.acme.orders.Main", LIBRARY, "java.lang.Thread"))
        .as("no frame of the program")
        .isEqualTo(LIBRARY);
  }

  @Test
  void mainClassInTheDefaultPackage_isTheProgram() throws IOException {
    classes("Pool");

    assertThat(blamed("Pool client 10.0.0.1 9", LIBRARY, "Pool")).isEqualTo("Pool");
  }

  @Test
  void packagesOfTheExecutableJar_areTheProgramsOwn() throws IOException {
    Path jar =
        jar("my app.jar", "Main-Class: com.acme.Main", "com/acme/Main.class", "billing/Pay.class");

    assertThat(blamedIn(jar, jar + " --port 80", LIBRARY, "billing.Pay")).isEqualTo("billing.Pay");
  }

  @Test
  void jarWithLibrariesMixedIn_isKnownByItsOrganisationOnly() throws IOException {
    Path jar =
        jar(
            "all.jar",
            "Main-Class: com.acme.boot.Main",
            "com/acme/boot/Main.class",
            "net/vendor/client/Wire.class",
            "okhttp3/Call.class");

    assertThat(blamedIn(jar, jar.toString(), LIBRARY, "com.acme.orders.Fetch"))
        .isEqualTo("com.acme.orders.Fetch");
  }

  @Test
  void springBootJar_hasTheProgramInAFolderOfItsOwn() throws IOException {
    Path jar =
        jar(
            "boot.jar",
            """
            Main-Class: org.springframework.boot.loader.launch.JarLauncher
            Start-Class: org.springframework.samples.Clinic
            Spring-Boot-Classes: BOOT-INF/classes/""",
            "org/springframework/boot/loader/launch/JarLauncher.class",
            "BOOT-INF/classes/org/springframework/samples/Clinic.class",
            "BOOT-INF/classes/billing/Pay.class",
            "BOOT-INF/lib/okhttp.jar");

    assertThat(blamedIn(jar, jar.toString(), LIBRARY, "billing.Pay")).isEqualTo("billing.Pay");
    assertThat(
            blamedIn(
                jar,
                jar.toString(),
                "org.springframework.web.client.RestTemplate",
                "org.springframework.samples.Clinic"))
        .isEqualTo("org.springframework.samples.Clinic");
  }

  @Test
  void unpackedSpringBootJar_isReadLikewise() throws IOException {
    classes("BOOT-INF/classes/billing/Pay", "org/springframework/boot/loader/launch/JarLauncher");

    assertThat(blamed("org.springframework.boot.loader.launch.JarLauncher", LIBRARY, "billing.Pay"))
        .isEqualTo("billing.Pay");
  }

  @Test
  void mainClassFurtherBackOnTheClassPath_isFound() throws IOException {
    Path library = jar("lib.jar", null, "net/vendor/client/Wire.class");
    Path program = jar("app.jar", null, "com/acme/Main.class", "billing/Pay.class");

    assertThat(
            blamedIn(
                Path.of(folder.resolve("none") + ":" + library + ":" + program),
                "com.acme.Main",
                LIBRARY,
                "billing.Pay"))
        .isEqualTo("billing.Pay");
  }

  @Test
  void runnerOfTests_saysNothing() throws IOException {
    classes("com/acme/orders/Main");

    for (String runner :
        List.of(
            "org.apache.maven.surefire.booter.ForkedBooter /tmp 1",
            "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1'",
            "com.intellij.rt.junit.JUnitStarter -ideVersion5",
            "jdk.compiler/com.sun.tools.javac.launcher.Main Main.java")) {
      assertThat(blamed(runner, LIBRARY, "com.acme.orders.Main")).as(runner).isEqualTo(LIBRARY);
    }
  }

  @Test
  void placeThatCannotBeRead_leavesTheOrganisation() {
    assertThat(
            blamedIn(
                Path.of("/none.jar:/no jar"), "m/com.acme.a.Main", LIBRARY, "com.acme.b.Fetch"))
        .isEqualTo("com.acme.b.Fetch");
    assertThat(blamedIn(Path.of("/none.jar"), "/none.jar", LIBRARY, "com.acme.b.Fetch"))
        .isEqualTo(LIBRARY);
  }

  @Test
  void setting_overrides() throws IOException {
    classes("com/acme/orders/Main");

    assertThat(
            first(
                ProgramFinder.find(
                    List.of("net.vendor.client"),
                    folder.toString(),
                    "com.acme.orders.Main",
                    libraries),
                "com.acme.orders.Main",
                LIBRARY))
        .isEqualTo(LIBRARY);
  }

  @Test
  void organisation_isTheReversedDomain() {
    assertThat(Organisation.of("com.acme.orders.web.Main", libraries)).isEqualTo("com.acme.");
    assertThat(Organisation.of("uk.co.acme.orders.Main", libraries)).isEqualTo("uk.co.acme.");
    assertThat(Organisation.of("io.github.jane.tool.Main", libraries)).isEqualTo("io.github.jane.");
    assertThat(Organisation.of("org.apache.fineract.core.Main", libraries))
        .as("known libraries share org.apache")
        .isEqualTo("org.apache.fineract.");
    assertThat(Organisation.of("app.Main", libraries)).isEqualTo("app.");
    assertThat(Organisation.of("Main", libraries)).isNull();
  }

  private void classes(String... names) throws IOException {
    for (String name : names) {
      Path file = folder.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private Path jar(String name, @Nullable String manifest, String... entries) throws IOException {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      if (manifest != null) {
        zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
        zip.write(("Manifest-Version: 1.0\n" + manifest + "\n").getBytes(StandardCharsets.UTF_8));
      }
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
      }
    }
    return jar;
  }

  private String blamed(String command, String inner, String outer) {
    return blamedIn(folder, command, inner, outer);
  }

  private String blamedIn(Path classPath, String command, String inner, String outer) {
    return first(
        ProgramFinder.find(List.of(), classPath.toString(), command, libraries), inner, outer);
  }

  /** The class that is blamed where the inner one was called by the outer one. */
  private String first(ProgramPackages program, String inner, String outer) {
    Throwable taken = new Throwable();
    taken.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.net.Socket", "connect", "Socket.java", 1),
          new StackTraceElement(inner, "call", "Inner.java", 2),
          new StackTraceElement(outer, "call", "Outer.java", 3)
        });
    String site = new CallStacks(libraries, program).intern(taken).callSite();
    return site.substring(0, site.indexOf(".call("));
  }
}
