package dev.sockwatch.agent.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.text.AddressMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An offer is waited for where it was announced, and only there. */
class SdkChoiceTest {
  private static final TelemetryOptions OPTIONS =
      new TelemetryOptions(
          TelemetryOptions.Spans.ALL,
          TelemetryOptions.Destination.NONE,
          new AddressMask(false),
          "test");

  private final Map<String, String> variables = new HashMap<>();
  private Path extension = Path.of("");

  @BeforeEach
  void makeAnExtension(@TempDir Path folder) throws IOException {
    extension = folder.resolve("renamed.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(extension))) {
      jar.putNextEntry(new ZipEntry("dev/sockwatch/extension/SdkOffer.class"));
      jar.closeEntry();
    }
  }

  @Test
  void ourExtension_isKnownByWhatIsInTheFile_andAwaited() {
    name("/nowhere/other.jar, " + extension);
    SdkChoice choice = choice();
    assertThat(choice.isPending()).isTrue();
    assertThat(choice.problems()).isEmpty();
    assertThat(choice.start(OPTIONS, false)).isNull();
    assertThat(choice.isPending()).as("there is time").isTrue();
    assertThat(choice.start(OPTIONS, true)).isNull();
    assertThat(choice.isPending()).as("the JVM ends").isFalse();
  }

  @Test
  void folderWithOurExtension_isAwaited() {
    Path folder = extension.getParent();
    assertThat(folder).isNotNull();
    name(String.valueOf(folder));
    assertThat(choice().isPending()).isTrue();
  }

  @Test
  void otherExtensions_areNotOurBusiness() {
    name("/nowhere/other.jar");
    SdkChoice choice = choice();
    assertThat(choice.isPending()).isFalse();
    assertThat(choice.problems()).isEmpty();
  }

  @Test
  void ourExtensionThatCannotBeRead_isTold() {
    name("/nowhere/sockwatch-opentelemetry-extension.jar");
    SdkChoice choice = choice();
    assertThat(choice.isPending()).isFalse();
    assertThat(choice.problems())
        .singleElement()
        .asString()
        .contains("/nowhere/sockwatch-opentelemetry-extension.jar");
  }

  @Test
  void agentThatIsSwitchedOff_isNotAwaited() {
    name(extension.toString());
    variables.put("otel.javaagent.enabled", "false");
    assertThat(choice().isPending()).isFalse();
    variables.remove("otel.javaagent.enabled");
    variables.put("otel.sdk.disabled", "true");
    assertThat(choice().isPending()).isFalse();
  }

  @Test
  void endpointAlone_isForOurOwnSdk() {
    variables.put("otel.exporter.otlp.endpoint", "http://127.0.0.1:4318");
    SdkChoice choice = choice();
    assertThat(choice.isPending()).isTrue();
    assertThat(choice.isNewlyOffered()).isFalse();
  }

  private void name(String extensions) {
    variables.put("otel.javaagent.extensions", extensions);
  }

  private SdkChoice choice() {
    return new SdkChoice(variables::get);
  }
}
