package dev.sockwatch.tests.stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.EventComparison;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.Netty;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's transports are seen like the JDK's own: every event once, whatever the version. */
class NettyTransportsTest {
  private static final String LIVES = "com.example.probes.NettyLives";

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

  @AnyJdk
  void nio_everyEventOnce(Jdk jdk) {
    compare(jdk, Netty.NEWEST_4_1, "NIO");
    compare(jdk, Netty.NEWEST_4_2, "NIO");
  }

  @AnyJdk
  void kernelFigures_areThoseOfNetty(Jdk jdk) {
    FinishedJvm jvm =
        probe(jdk, Netty.classPath(Netty.NEWEST_4_1)).run("com.example.probes.NettyHeld");
    JsonObject client = socketAt(jvm, jvm.value("port"));
    JsonObject kernel = client.getAsJsonObject("kernel");
    List<String> told = jvm.out().stream().filter(line -> line.startsWith("netty.")).toList();

    assertThat(told).hasSizeGreaterThan(20);
    assertThat(told).allMatch(line -> line.equals(inReport(line, kernel)));
  }

  @AnyJdk
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
    return Jdks.dealt(Netty.versions());
  }

  static Stream<Arguments> everywhereWithIoUring() {
    return everywhere().filter(arguments -> ((String) arguments.get()[1]).startsWith("4.2"));
  }

  private static void compare(Jdk jdk, String version, String transport) {
    FinishedJvm jvm = probe(jdk, Netty.classPath(version)).run(LIVES, transport);
    assumeTrue(
        jvm.out().stream().noneMatch(line -> line.startsWith("refused by the kernel")),
        () -> "skipped: " + jvm.lastLine("refused by the kernel: "));
    EventComparison.agree(jvm, transport + " of Netty " + version + " on " + jdk);
  }

  static ForkedJvm probe(Jdk jdk, Path... classPath) {
    return ForkedJvm.on(jdk)
        .withReport()
        .toleratingStderr(Netty::warnsOfNetty)
        .withNativeLibraries()
        .classPath(classPath);
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
