package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.JarCopy;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import dev.sockwatch.tests.support.OtelAgent;
import dev.sockwatch.tests.support.OtlpReceiver;
import io.opentelemetry.proto.trace.v1.Span;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is missing or broken, the OpenTelemetry agent works and the application ends well. */
class ExtensionTroubleTest {
  private static final String PROGRAM = "com.example.traced.Connects";
  private static final String STARTER = "inst/dev/sockwatch/agent/AgentStarter.class";
  private static final String SPEAKER = "inst/dev/sockwatch/report/otel/FindingEvents.class";

  @AnyJdk
  void withoutSockwatch_theExtensionDoesNothing(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      run(
          collector,
          program(jdk, collector, OtelAgent.jar(), OtelAgent.extension()).withoutAgent());
      assertThat(collector.spans("socket connect ")).isEmpty();
    }
  }

  @Test
  void anExtensionThatIsNotThere_leavesTheExportToUs(@TempDir Path folder) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      Path nowhere = folder.resolve("sockwatch-opentelemetry-extension.jar");
      FinishedJvm jvm = run(collector, program(Jdks.oldest(), collector, OtelAgent.jar(), nowhere));
      assertThat(jvm.err()).anyMatch(line -> line.contains("cannot load " + nowhere));
      exportedByUs(collector, jvm);
    }
  }

  @Test
  void aTruncatedExtension_leavesTheExportToUs(@TempDir Path folder) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      Path half =
          JarCopy.truncated(
              OtelAgent.extension(), folder.resolve("sockwatch-opentelemetry-extension.jar"));
      FinishedJvm jvm = run(collector, program(Jdks.oldest(), collector, OtelAgent.jar(), half));
      assertThat(jvm.err()).anyMatch(line -> line.contains("cannot load " + half));
      exportedByUs(collector, jvm);
    }
  }

  @Test
  void aSockwatchWithoutItsStarter_doesNothing(@TempDir Path folder) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = run(collector, broken(Jdks.oldest(), folder, collector, STARTER, null));
      assertThat(jvm.err())
          .anyMatch(line -> line.startsWith("sockwatch: could not start and does nothing"));
    }
  }

  @Test
  void aSockwatchWithADamagedClass_doesNothing(@TempDir Path folder) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          run(
              collector,
              broken(
                  Jdks.oldest(),
                  folder,
                  collector,
                  STARTER,
                  all -> Arrays.copyOf(all, all.length / 2)));
      assertThat(jvm.err())
          .anyMatch(line -> line.startsWith("sockwatch: could not start and does nothing"));
    }
  }

  @Test
  void aSockwatchWithoutWhatSpeaksToThatAgent_saysSo(@TempDir Path folder) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm = run(collector, broken(Jdks.oldest(), folder, collector, SPEAKER, null));
      assertThat(jvm.err())
          .anyMatch(line -> line.startsWith("sockwatch:") && line.contains("FindingEvents"));
    }
  }

  @AnyJdk
  void anAgentWhoseApiLacksSomething_isNamedOnce_andTheExportIsOurs(Jdk jdk, @TempDir Path folder) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      Path older =
          JarCopy.of(
              OtelAgent.jar(),
              folder.resolve("opentelemetry-javaagent.jar"),
              "io/opentelemetry/javaagent/shaded/io/opentelemetry/api/logs/LogRecordBuilder.class",
              content -> replaced(content, "setEventName", "setEventNome"));
      FinishedJvm jvm = run(collector, program(jdk, collector, older, OtelAgent.extension()));
      assertThat(jvm.err())
          .filteredOn(line -> line.contains("cannot export by the SDK of the OpenTelemetry agent"))
          .singleElement()
          .asString()
          .contains("api.logs.LogRecordBuilder.setEventName", "take another version");
      exportedByUs(collector, jvm);
    }
  }

  private static ForkedJvm broken(
      Jdk jdk,
      Path folder,
      OtlpReceiver collector,
      String entry,
      @Nullable UnaryOperator<byte[]> change) {
    Path jar =
        JarCopy.of(ForkedJvm.agentJar(), folder.resolve("sockwatch-agent.jar"), entry, change);
    return program(jdk, collector, OtelAgent.jar(), OtelAgent.extension())
        .withoutAgent()
        .jvmArgsAfterAgent("-javaagent:" + jar + "=spans=all");
  }

  private static ForkedJvm program(Jdk jdk, OtlpReceiver collector, Path agent, Path extension) {
    return OtelAgent.weavingLittle(OtelAgent.program(jdk, collector))
        .agentArg("spans", "all")
        .jvmArgs(OtelAgent.options(agent, extension));
  }

  /** The application ends well, and its own spans have arrived by the OpenTelemetry agent. */
  private static FinishedJvm run(OtlpReceiver collector, ForkedJvm program) {
    FinishedJvm jvm = program.run(PROGRAM, "global");
    List<String> names = collector.spans().stream().map(Span::getName).toList();
    assertThat(names).as(jvm.transcript()).contains("socket", "channel", "send", "netty");
    assertThat(collector.resources()).anyMatch(r -> r.containsKey(OtelAgent.DISTRIBUTION));
    return jvm;
  }

  private static void exportedByUs(OtlpReceiver collector, FinishedJvm jvm) {
    assertThat(collector.spans("socket connect ")).as(jvm.transcript()).isNotEmpty();
    assertThat(collector.resources()).anyMatch(r -> !r.containsKey(OtelAgent.DISTRIBUTION));
  }

  private static byte[] replaced(byte[] content, String word, String by) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(word);
    return text.replace(word, by).getBytes(StandardCharsets.ISO_8859_1);
  }
}
