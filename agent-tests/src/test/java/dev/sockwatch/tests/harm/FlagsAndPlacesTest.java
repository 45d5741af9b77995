package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.harm.Place.Site;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.Places;
import dev.sockwatch.tests.support.ProgramJar;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the flags of the JVM and wherever it runs, the program's output and exit code are the
 * same with the agent as without, and the agent finds the planted leak or says what it cannot do.
 */
class FlagsAndPlacesTest {
  private static final String PROGRAM = "com.example.places.PlantedLeak";
  private static final int EXIT_CODE = 7;
  private static final String EXPERIMENTAL = "-XX:+UnlockExperimentalVMOptions";

  private static final List<Place> PLACES =
      List.of(
          Place.flags("-XX:+UseSerialGC"),
          Place.flags("-XX:+UseParallelGC").inEveryBuild(),
          Place.flags("-XX:+UseG1GC"),
          Place.flags("-XX:+UseZGC").inEveryBuild(),
          Place.flags("-XX:+UseShenandoahGC").inEveryBuild(),
          Place.flags(EXPERIMENTAL, "-XX:+UseEpsilonGC", "-Xlog:disable").inEveryBuild(),
          Place.flags("-Xmx16m").inEveryBuild(),
          Place.flags("-Xss180k").inEveryBuild(),
          Place.flags("-Xint").inEveryBuild(),
          Place.flags("-Xcomp"),
          Place.flags("-Xshare:off"),
          Place.flags("-Xverify:all").warns(line -> line.contains("VM warning:")),
          Place.flags("-XX:-StackTraceInThrowable"),
          Place.flags("-XX:+DisableAttachMechanism"),
          Place.flags("-XX:-UsePerfData"),
          Place.flags("-XX:+UseCompactObjectHeaders").on(feature -> feature >= 25).inEveryBuild(),
          Place.flags("--limit-modules=java.base,java.instrument").inEveryBuild(),
          Place.flags("-Djava.net.preferIPv4Stack=true"),
          Place.flags("-Djava.io.tmpdir=/nonexistent").warns(line -> line.startsWith("WARNING:")),
          Place.behind("security manager", FlagsAndPlacesTest::withSecurityManager)
              .on(feature -> feature < 24)
              .warns(line -> line.startsWith("WARNING:"))
              .inEveryBuild(),
          Place.behind("no /proc", (jvm, site) -> withoutProc(jvm, site.jdk())),
          Place.behind("read-only root", (jvm, site) -> mounted(jvm, "remount,ro,bind", "/"))
              .inEveryBuild(),
          Place.behind("noexec tmp", FlagsAndPlacesTest::withNoexec),
          Place.behind("no capabilities", (jvm, site) -> Places.behind(jvm, capabilities())),
          Place.behind("uid without a name", FlagsAndPlacesTest::asUnnamed).inEveryBuild(),
          Place.behind("filtered system calls", FlagsAndPlacesTest::filtered),
          Place.behind("class data archive", FlagsAndPlacesTest::archived).inEveryBuild(),
          Place.behind("AOT cache", FlagsAndPlacesTest::cached).on(feature -> feature >= 25),
          Place.behind("AOT cache without java.instrument", FlagsAndPlacesTest::cachedForNone)
              .on(feature -> feature >= 25));

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("rows")
  void program_runsAsWithoutTheAgent(Place place, Jdk jdk, @TempDir Path folder) throws Exception {
    runsAsAlone(place, new Site(jdk, ProgramJar.of("com.example.places", folder), folder));
  }

  /** Linking takes 6 s of processor time: only with the profile. */
  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("linkable")
  void program_runsInAnImageOfTwoModules(Jdk jdk, @TempDir Path folder) throws Exception {
    Path image = folder.resolve("image");
    String[] command = {
      jdk.home().resolve("bin/jlink").toString(),
      "--add-modules=java.base,java.instrument",
      "--output=" + image
    };
    Place.needs(new ProcessBuilder(command).redirectErrorStream(true).start(), "jlink");
    Site site =
        new Site(
            new Jdk(image, jdk.version()), ProgramJar.of("com.example.places", folder), folder);
    runsAsAlone(Place.flags(), site);
  }

  static Stream<Arguments> rows() {
    List<Arguments> rows = new ArrayList<>();
    for (int i = 0; i < PLACES.size(); i++) {
      Place place = PLACES.get(i);
      List<Jdk> able = Jdks.matrix().stream().filter(place::isOn).toList();
      if (Jdks.isEachForAll()) {
        able.forEach(jdk -> rows.add(Arguments.of(place, jdk)));
      } else if (place.isInEveryBuild() && !able.isEmpty()) {
        rows.add(Arguments.of(place, able.get(i % able.size())));
      }
    }
    return rows.stream();
  }

  static Stream<Jdk> linkable() {
    return Jdks.isEachForAll() ? Jdks.matrix().stream() : Stream.of();
  }

  private static void runsAsAlone(Place place, Site site) throws Exception {
    FinishedJvm alone;
    try (RunningJvm jvm = place.prepare(forked(site).withoutAgent(), site).start(PROGRAM)) {
      jvm.tell("go");
      alone = jvm.finish();
    }
    assertThat(alone.out()).hasSize(4);
    ForkedJvm watched = forked(site).agentArg("time.scale", "0.005");
    try (RunningJvm jvm = place.prepare(watched, site).start(PROGRAM)) {
      String line = jvm.awaitErr(place.awaited());
      if (place.isFound()) {
        assertThat(line).contains("1 connection in CLOSE_WAIT");
      }
      jvm.tell("go");
      assertThat(jvm.finish().out()).isEqualTo(alone.out());
    }
  }

  private static ForkedJvm forked(Site site) {
    return ForkedJvm.on(site.jdk()).classPath(site.program()).expectExit(EXIT_CODE);
  }

  private static ForkedJvm withSecurityManager(ForkedJvm jvm, Site site) throws IOException {
    Path policy = site.folder().resolve("policy");
    Files.writeString(policy, "grant { permission java.security.AllPermission; };");
    return jvm.jvmArgs("-Djava.security.manager", "-Djava.security.policy==" + policy);
  }

  private static ForkedJvm withoutProc(ForkedJvm jvm, Jdk jdk) {
    return Places.withMounts(jvm, "mount -t tmpfs -o ro none /proc")
        .env("LD_LIBRARY_PATH", jdk.home().resolve("lib").toString()); // not found otherwise
  }

  private static ForkedJvm mounted(ForkedJvm jvm, String options, String where) {
    return Places.withMounts(jvm, "mount -o " + options + " " + where);
  }

  private static ForkedJvm withNoexec(ForkedJvm jvm, Site site) {
    String tmp = site.folder().toString();
    return Places.withMounts(
            jvm, "mount --bind " + tmp + " " + tmp + "; mount -o remount,bind,noexec " + tmp)
        .jvmArgs("-Djava.io.tmpdir=" + tmp);
  }

  private static String[] capabilities() {
    return new String[] {"setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs"};
  }

  private static ForkedJvm asUnnamed(ForkedJvm jvm, Site site) throws IOException {
    Files.setPosixFilePermissions(site.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    return Places.behind(jvm, "setpriv", "--reuid=54321", "--regid=54321", "--clear-groups");
  }

  private static ForkedJvm filtered(ForkedJvm jvm, Site site) throws IOException {
    return Places.withoutNetlink(jvm, Files.createTempDirectory(site.folder(), "filter"));
  }

  private static ForkedJvm archived(ForkedJvm jvm, Site site) throws Exception {
    Path archive = site.folder().resolve("classes.jsa");
    if (!Files.exists(archive)) {
      train(site, "-XX:ArchiveClassesAtExit=" + archive);
    }
    // Since JDK 25 the JVM says on stdout that -javaagent adds a module that the archive lacks.
    return jvm.jvmArgs("-XX:SharedArchiveFile=" + archive, "-Xlog:disable");
  }

  private static ForkedJvm cached(ForkedJvm jvm, Site site) throws Exception {
    Path cache = site.folder().resolve("classes.aot");
    if (!Files.exists(cache)) {
      train(site, "-XX:AOTCacheOutput=" + cache, "--add-modules=java.instrument");
    }
    return jvm.jvmArgs("-XX:AOTCache=" + cache, "-Xlog:disable");
  }

  /** The JVM does without the cache, with an agent of whatever kind. */
  private static ForkedJvm cachedForNone(ForkedJvm jvm, Site site) throws Exception {
    Path cache = site.folder().resolve("classes.aot");
    if (!Files.exists(cache)) {
      train(site, "-XX:AOTCacheOutput=" + cache);
    }
    return jvm.jvmArgs("-XX:AOTCache=" + cache, "-Xlog:disable");
  }

  private static void train(Site site, String... flags) throws Exception {
    List<String> command = new ArrayList<>(List.of(site.jdk().java().toString()));
    command.add("-Xlog:disable");
    command.addAll(Arrays.asList(flags));
    command.addAll(List.of("-cp", site.program().toString(), PROGRAM));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isEqualTo(EXIT_CODE);
  }
}
