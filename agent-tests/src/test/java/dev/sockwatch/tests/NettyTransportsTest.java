package dev.sockwatch.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.Netty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's transports are seen like the JDK's own: every event once, whatever the version. */
class NettyTransportsTest {
  private static final String LIVES = "com.example.probes.NettyLives";
  private static final String UNSAFE =
      "io/netty/channel/epoll/AbstractEpollChannel$AbstractEpollUnsafe.class";

  @ParameterizedTest(name = "Netty {1} on {0}")
  @MethodSource("everywhere")
  void epoll_everyEventOnce(Jdk jdk, String version) {
    compare(jdk, version, "EPOLL");
  }

  @ParameterizedTest(name = "Netty {1} on {0}")
  @MethodSource("everywhereWithIoUring")
  void ioUring_everyEventOnce(Jdk jdk, String version) {
    compare(jdk, version, "IO_URING");
  }

  @EachJdk
  void nio_everyEventOnce(Jdk jdk) {
    compare(jdk, Netty.NEWEST_4_1, "NIO");
    compare(jdk, Netty.NEWEST_4_2, "NIO");
  }

  @EachJdk
  void namedModules_areWovenToo(Jdk jdk) {
    FinishedJvm jvm =
        probe(jdk, ForkedJvm.testClasses())
            .jvmArgs("--module-path", folder(Netty.NEWEST_4_2).toString())
            .jvmArgs("--add-modules", "ALL-MODULE-PATH")
            .run(LIVES, "EPOLL");
    EventBooks.agree(jvm, "Netty as modules");
  }

  @EachJdk
  void withoutForeignFunctionsOrJna_transfersAreTold(Jdk jdk) {
    FinishedJvm jvm =
        probe(jdk, Netty.classPath(Netty.NEWEST_4_1)).agentArg("kernel", "jdk").run(LIVES, "EPOLL");
    EventBooks.agree(jvm, "Netty with stamps");
  }

  @EachJdk
  void methodWithAnotherName_isMissedAndTheRestWorks(Jdk jdk, @TempDir Path changed)
      throws IOException {
    Path file = changed.resolve(UNSAFE);
    Files.createDirectories(file.getParent());
    Files.write(file, renamed(classBytes(UNSAFE), "doFinishConnect", "doFinishTheJob1"));
    List<Path> classPath = new ArrayList<>(List.of(changed));
    classPath.addAll(List.of(Netty.classPath(Netty.NEWEST_4_1)));

    FinishedJvm jvm = probe(jdk, classPath.toArray(Path[]::new)).run(LIVES, "EPOLL");

    String method = UNSAFE.replace('/', '.').replace(".class", ".doFinishConnect");
    assertThat(jvm.health().getAsJsonArray("missingHooks"))
        .extracting(JsonElement::toString)
        .hasSize(2)
        .allMatch(hook -> hook.contains(method))
        .anyMatch(hook -> hook.contains("why a connect failed is not shown"))
        .anyMatch(hook -> hook.contains("are taken for sockets that never connected"));
    assertThat(EventBooks.differences(jvm))
        .as("all but what that method does")
        .hasSize(2)
        .anyMatch(line -> line.startsWith("connected: "))
        .anyMatch(line -> line.startsWith("outputShutdown: ")); // told of connections only
  }

  @EachJdk
  void kernelFigures_areThoseOfNetty(Jdk jdk) {
    FinishedJvm jvm =
        probe(jdk, Netty.classPath(Netty.NEWEST_4_1)).run("com.example.probes.NettyHeld");
    JsonObject client = socketAt(jvm, jvm.value("port"));
    JsonObject kernel = client.getAsJsonObject("kernel");
    List<String> told = jvm.out().stream().filter(line -> line.startsWith("netty.")).toList();

    assertThat(told).hasSizeGreaterThan(20);
    assertThat(told).allMatch(line -> line.equals(inReport(line, kernel)));
  }

  @EachJdk
  void openChannel_namesItsClassAndWhoAskedForIt(Jdk jdk) {
    FinishedJvm jvm =
        probe(jdk, Netty.classPath(Netty.NEWEST_4_1)).run("com.example.probes.NettyHeld");

    assertThat(sockets(jvm))
        .extracting(NettyTransportsTest::summary)
        .containsExactlyInAnyOrder(
            "native-channel listener EpollServerSocketChannel com.example.probes.NettyHeld.listen",
            "native-channel server EpollSocketChannel com.example.probes.NettyHeld.listen",
            "native-channel client EpollSocketChannel com.example.probes.NettyHeld.askForConnection");
  }

  static Stream<Arguments> everywhere() {
    return Jdks.matrix().stream()
        .flatMap(jdk -> Netty.versions().stream().map(version -> Arguments.of(jdk, version)));
  }

  static Stream<Arguments> everywhereWithIoUring() {
    return everywhere().filter(arguments -> ((String) arguments.get()[1]).startsWith("4.2"));
  }

  private static void compare(Jdk jdk, String version, String transport) {
    FinishedJvm jvm = probe(jdk, Netty.classPath(version)).run(LIVES, transport);
    assumeTrue(
        jvm.out().stream().noneMatch(line -> line.startsWith("refused by the kernel")),
        () -> "skipped: " + jvm.lastLine("refused by the kernel: "));
    EventBooks.agree(jvm, transport + " of Netty " + version + " on " + jdk);
  }

  private static ForkedJvm probe(Jdk jdk, Path... classPath) {
    return ForkedJvm.on(jdk)
        .withReport()
        .toleratingStderr(Netty::warnsOfNetty)
        .classPath(classPath);
  }

  private static Path folder(String version) {
    return Netty.jars(version).get(0).resolveSibling("");
  }

  private static byte[] classBytes(String name) throws IOException {
    for (Path jar : Netty.jars(Netty.NEWEST_4_1)) {
      try (JarFile file = new JarFile(jar.toFile())) {
        if (file.getEntry(name) != null) {
          return file.getInputStream(file.getEntry(name)).readAllBytes();
        }
      }
    }
    throw new AssertionError("no " + name);
  }

  /** Exchanges a name for one of the same length in the constants of a class. */
  private static byte[] renamed(byte[] bytes, String from, String to) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    assertThat(all).contains(from);
    return all.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<JsonObject> sockets(FinishedJvm jvm) {
    return LiveReport.objects(jvm.report(), "sockets");
  }

  private static JsonObject socketAt(FinishedJvm jvm, String port) {
    return sockets(jvm).stream()
        .filter(socket -> String.valueOf(LiveReport.text(socket, "local")).endsWith(":" + port))
        .filter(socket -> "client".equals(LiveReport.text(socket, "role")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no client at " + port + jvm.transcript()));
  }

  private static String inReport(String line, JsonObject kernel) {
    String name = line.substring("netty.".length(), line.indexOf('='));
    return "netty." + name + "=" + kernel.get(name);
  }

  private static String summary(JsonObject socket) {
    return Stream.of("kind", "role", "owner", "callSite")
        .map(name -> String.valueOf(LiveReport.text(socket, name)))
        .map(word -> word.replaceFirst("[@(].*", ""))
        .collect(Collectors.joining(" "));
  }
}
