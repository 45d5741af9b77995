package dev.sockwatch.tests.stacks;

import static dev.sockwatch.tests.stacks.NettyTransportsTest.probe;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.EventComparison;
import dev.sockwatch.tests.support.ExpectedEvents;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Netty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/**
 * It does not matter where Netty comes from: modules, loaders, copies, before or after the agent.
 */
class NettyPlacesTest {
  private static final String LIVES = "com.example.probes.NettyLives";
  private static final String UNSAFE =
      "io/netty/channel/epoll/AbstractEpollChannel$AbstractEpollUnsafe.class";

  @AnyJdk
  void namedModules_areWovenToo(Jdk jdk) {
    FinishedJvm jvm =
        probe(jdk, ForkedJvm.testClasses())
            .jvmArgs("--module-path", folder(Netty.NEWEST_4_2).toString())
            .jvmArgs("--add-modules", "ALL-MODULE-PATH")
            .run(LIVES, "EPOLL");
    EventComparison.agree(jvm, "Netty as modules");
  }

  @AnyJdk
  void withoutForeignFunctionsOrJna_transfersAreTold(Jdk jdk) {
    FinishedJvm jvm =
        probe(jdk, Netty.classPath(Netty.NEWEST_4_1)).agentArg("kernel", "jdk").run(LIVES, "EPOLL");
    EventComparison.agree(jvm, "Netty with stamps");
  }

  @AnyJdk
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
    assertThat(EventComparison.differences(jvm))
        .as("all but what that method does")
        .hasSize(2)
        .anyMatch(line -> line.startsWith("connected: "))
        .anyMatch(line -> line.startsWith("outputShutdown: ")); // told of connections only
  }

  @AnyJdk
  void copiesInTheirOwnLoaders_areAllWoven(Jdk jdk) {
    List<String> arguments = new ArrayList<>(List.of(ForkedJvm.testClasses().toString()));
    Netty.jars(Netty.NEWEST_4_1).forEach(jar -> arguments.add(jar.toString()));
    arguments.add("+");
    Netty.jars(Netty.NEWEST_4_2).forEach(jar -> arguments.add(jar.toString()));

    FinishedJvm jvm =
        probe(jdk, ForkedJvm.testClasses())
            .run("com.example.probes.NettyCopies", arguments.toArray(String[]::new));

    assertThat(jvm.out()).filteredOn(line -> line.startsWith("expect ")).hasSize(2);
    assertThat(sum(jvm).differences(jvm.health().getAsJsonObject("events"))).isEmpty();
    assertThat(jvm.health().getAsJsonArray("missingHooks")).isEmpty();
  }

  @AnyJdk
  void nettyThatIsLoadedAlready_isWovenByAnAttach(Jdk jdk, @TempDir Path folder)
      throws IOException {
    Path report = folder.resolve("report.json");
    FinishedJvm jvm =
        ForkedJvm.on(jdk)
            .withoutAgent()
            .toleratingStderr(Netty::warnsOfNetty)
            .withNativeLibraries()
            .jvmArgs("-Djdk.attach.allowAttachSelf=true")
            .classPath(Netty.classPath(Netty.NEWEST_4_2))
            .run(
                "com.example.probes.NettyAttached",
                ForkedJvm.agentJar().toString(),
                "report.file=" + report);

    JsonObject health =
        JsonParser.parseString(Files.readString(report))
            .getAsJsonObject()
            .getAsJsonObject("health");
    ExpectedEvents expected = ExpectedEvents.parse(jvm.lastLine("expect "));
    assertThat(expected.differences(health.getAsJsonObject("events")))
        .as(jvm.transcript())
        .isEmpty();
    assertThat(health.getAsJsonArray("missingHooks")).isEmpty();
    assertThat(health.get("hookErrors").getAsLong()).isZero();
  }

  private static ExpectedEvents sum(FinishedJvm jvm) {
    Map<String, Long> sums = new TreeMap<>();
    for (String line : jvm.out()) {
      if (line.startsWith("expect ")) {
        for (String count : line.substring("expect ".length()).split(" ", -1)) {
          int equals = count.indexOf('=');
          long number = Long.parseLong(count.substring(equals + 1));
          sums.merge(count.substring(0, equals), number, Long::sum);
        }
      }
    }
    return ExpectedEvents.parse(
        sums.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(" ")));
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
}
