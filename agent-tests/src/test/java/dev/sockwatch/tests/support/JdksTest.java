package dev.sockwatch.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JDKs are found once each, whatever links lead to them, and only those that are supported. */
class JdksTest {
  private final Path folder;
  private final Path old;
  private final Path older;
  private final Path newer;

  JdksTest(@TempDir Path temporary) throws IOException {
    folder = temporary.toRealPath();
    old = install("old", "JAVA_VERSION=\"1.8.0_504\"");
    older = install("older", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"17.0.9\"\n");
    newer = install("newer", "JAVA_VERSION=\"17.0.15\"");
  }

  @Test
  void home_reachedByALink_countsOnce() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), newer);
    assertThat(Jdks.find(List.of(newer, link))).extracting(Jdk::home).containsExactly(newer);
  }

  @Test
  void home_withoutLauncherOrOfAnOldRelease_isIgnored() {
    assertThat(Jdks.find(List.of(old, folder.resolve("absent"), folder))).isEmpty();
  }

  @Test
  void matrix_takesTheNewestUpdateOfEachFeature() throws IOException {
    Path next = install("next", "JAVA_VERSION=\"27-ea\"");
    List<Jdk> found = Jdks.find(List.of(next, newer, older));
    assertThat(Jdks.newestOfEachFeature(found)).extracting(Jdk::home).containsExactly(newer, next);
  }

  @Test
  void home_withoutReleaseFile_isAskedForItsVersion() throws IOException {
    Path home = install("asked", "");
    Files.writeString(
        home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"21.0.2\" 2024-01-16' >&2\n");
    assertThat(Jdks.find(List.of(home))).extracting(Jdk::feature).containsExactly(21);
  }

  private Path install(String name, String release) throws IOException {
    Path home = folder.resolve(name);
    Path launcher = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(launcher, "#!/bin/sh\nexit 1\n");
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), release);
    return home;
  }
}
