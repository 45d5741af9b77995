package dev.sockwatch.tests.build;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sockwatch.isolation.AgentModule;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.OtelAgent;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The agent's jar holds what it must, where it must be, and nothing else. */
class PackagingTest {
  private static final String ISOLATED = "inst/";
  private static final String HOOKS = ISOLATED + "sun/nio/ch/";
  private static final String TRANSPORT_HOOKS = ISOLATED + "java/nio/channels/spi/";
  private static final String DOOR = "dev/sockwatch/SockwatchAgent";
  private static final int JAVA_8 = 52;
  private static final int JAVA_17 = 61;
  private static final long MEGABYTE = 1024 * 1024;

  private static final List<String> KNOWN_PACKAGES =
      List.of(
          "dev/sockwatch/",
          "sun/nio/ch/",
          "java/nio/channels/spi/",
          "net/bytebuddy/jar/asm/",
          "org/slf4j/",
          "com/google/gson/",
          "picocli/",
          "com/sun/jna/",
          "io/opentelemetry/");

  private final List<String> files = files();

  @Test
  void manifest_namesTheDoor() throws IOException {
    try (JarFile jar = new JarFile(ForkedJvm.agentJar().toFile())) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      String door = DOOR.replace('/', '.');
      assertThat(manifest.getValue("Premain-Class")).isEqualTo(door);
      assertThat(manifest.getValue("Agent-Class")).isEqualTo(door);
      assertThat(manifest.getValue("Main-Class")).isEqualTo(door);
      assertThat(manifest.getValue("Can-Retransform-Classes")).isEqualTo("true");
      assertThat(manifest.getValue("Boot-Class-Path"))
          .as("appending to it costs class data sharing and prints a warning")
          .isNull();
    }
  }

  @Test
  void root_holdsOnlyTheDoor() {
    assertThat(files)
        .allMatch(
            file ->
                file.startsWith(ISOLATED)
                    || file.startsWith("META-INF/")
                    || file.matches(DOOR + "(\\$.*)?\\.class"));
    assertThat(files).contains(DOOR + ".class");
  }

  @Test
  void noClass_isInTheJarTwice() {
    List<String> classes =
        classes().stream()
            .map(file -> file.startsWith(ISOLATED) ? file.substring(ISOLATED.length()) : file)
            .toList();
    assertThat(classes).doesNotHaveDuplicates();
  }

  @Test
  void hooks_liveInSunNioChAndNothingElseDoes() {
    assertThat(packaged(HOOKS)).isEqualTo(compiled("dev.sockwatch.hooks"));
    assertThat(packaged(HOOKS)).contains("SocketHooks", "SocketObserver", "HookErrors");
    assertThat(files).noneMatch(file -> file.startsWith(ISOLATED + "dev/sockwatch/hooks/"));
  }

  @Test
  void hooksOfTransports_liveInAPackageThatEveryClassMayUse() {
    assertThat(packaged(TRANSPORT_HOOKS)).isEqualTo(compiled("dev.sockwatch.hooks.transport"));
    assertThat(packaged(TRANSPORT_HOOKS)).contains("TransportHooks");
    assertThat(Object.class.getModule().isExported("java.nio.channels.spi")).isTrue();
  }

  @Test
  void standIns_areLeftToTheJdk() {
    assertThat(files).noneMatch(file -> file.startsWith(ISOLATED + "jdk/"));
  }

  @Test
  void module_hasAllOfOursButWhatSlf4jMustFindInNone() {
    Set<String> ours =
        classes().stream()
            .filter(file -> file.matches(ISOLATED + "(dev/sockwatch|com/sun/jna)/.*"))
            .map(file -> file.substring(ISOLATED.length(), file.lastIndexOf('/')))
            .map(folder -> folder.replace('/', '.'))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(ours.remove("dev.sockwatch.report.slf4j")).isTrue();
    assertThat(AgentModule.packages()).containsExactlyInAnyOrderElementsOf(ours);
  }

  private static Set<String> compiled(String packageName) {
    Set<String> names =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packageName)
                .stream()
                .filter(type -> type.getPackageName().equals(packageName))
                .map(type -> type.getName().substring(packageName.length() + 1))
                .filter(name -> !name.equals("IOUtil")) // stands in for the JDK's class
                .collect(Collectors.toCollection(TreeSet::new));
    names.add("package-info");
    return names;
  }

  private Set<String> packaged(String folder) {
    Set<String> names =
        classes().stream()
            .filter(file -> file.startsWith(folder))
            .map(file -> file.substring(folder.length(), file.length() - ".class".length()))
            .collect(Collectors.toCollection(TreeSet::new));
    names.add("package-info"); // harmless, if the relocation keeps it
    return names;
  }

  @Test
  void everyPackage_isKnown() {
    assertThat(classes())
        .allMatch(
            file ->
                KNOWN_PACKAGES.stream()
                    .anyMatch(
                        known -> file.startsWith(known) || file.startsWith(ISOLATED + known)));
    assertThat(files).noneMatch(file -> file.contains("org/junit/"));
  }

  @Test
  void nothing_isForOtherTools() {
    assertThat(files)
        .noneMatch(file -> file.endsWith("module-info.class"))
        .noneMatch(file -> file.contains("META-INF/versions/"))
        .noneMatch(file -> file.matches("(inst/)?META-INF/.*\\.(SF|RSA|DSA)"));
  }

  @Test
  void door_loadsOnJava8_andTheRestOn17() {
    assertThat(classes())
        .allSatisfy(
            file ->
                assertThat(classFileVersion(file))
                    .as(file)
                    .isLessThanOrEqualTo(file.startsWith(ISOLATED) ? JAVA_17 : JAVA_8));
    assertThat(classFileVersion(DOOR + ".class")).isEqualTo(JAVA_8);
  }

  @Test
  void jar_hasAtMost9Megabytes() throws IOException {
    assertThat(Files.size(ForkedJvm.agentJar())).isLessThanOrEqualTo(9 * MEGABYTE);
  }

  @Test
  void extension_isOneClassForJava8_andItsEntry() throws IOException {
    try (JarFile jar = new JarFile(OtelAgent.extension().toFile())) {
      String type = "dev/sockwatch/extension/SdkOffer.class";
      assertThat(jar.stream().filter(e -> !e.isDirectory()).map(ZipEntry::getName))
          .containsExactlyInAnyOrder(
              "META-INF/MANIFEST.MF",
              "META-INF/services/io.opentelemetry.javaagent.extension.AgentListener",
              type);
      assertThat(classFileVersion(jar, type)).isEqualTo(JAVA_8);
    }
  }

  private List<String> classes() {
    return files.stream().filter(file -> file.endsWith(".class")).toList();
  }

  /** All file entries as they stand in the jar, also those that a second entry would hide. */
  private static List<String> files() {
    try (ZipInputStream jar = new ZipInputStream(Files.newInputStream(ForkedJvm.agentJar()))) {
      List<String> files = new ArrayList<>();
      for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.add(entry.getName());
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int classFileVersion(String file) {
    try (JarFile jar = new JarFile(ForkedJvm.agentJar().toFile())) {
      return classFileVersion(jar, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int classFileVersion(JarFile jar, String file) throws IOException {
    try (DataInputStream content = new DataInputStream(jar.getInputStream(jar.getEntry(file)))) {
      content.readInt(); // magic
      content.readUnsignedShort(); // minor version
      return content.readUnsignedShort();
    }
  }
}
