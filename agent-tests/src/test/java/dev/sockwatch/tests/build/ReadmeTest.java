package dev.sockwatch.tests.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What README.md shows is what its first command prints. */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");

  @Test
  void example_isTheOutputOfTheFirstCommand() throws IOException {
    String command = line("mvn -q -DskipTests package && java -javaagent:");
    String[] words = command.substring(command.indexOf("java -javaagent:")).split(" ", -1);
    String settings = words[1].substring(words[1].indexOf('=') + 1);
    FinishedJvm jvm =
        ForkedJvm.on(Jdks.matrix().get(0))
            .sampleApps()
            .agentArg(
                settings.substring(0, settings.indexOf('=')),
                settings.substring(settings.indexOf('=') + 1))
            .run(words[words.length - 1]);
    List<String> printed = jvm.err().stream().map(ReadmeTest::withoutChance).toList();
    assertThat(example()).isNotEmpty();
    for (String shown : example()) {
      assertThat(printed).as(jvm.transcript()).contains(withoutChance(shown));
    }
  }

  @Test
  void readme_isShort() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(200);
  }

  private static String line(String beginning) throws IOException {
    return Files.readAllLines(README).stream()
        .filter(l -> l.startsWith(beginning))
        .findFirst()
        .orElseThrow();
  }

  /** The first code block. */
  private static List<String> example() throws IOException {
    List<String> example = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(README)) {
      if (line.startsWith("```")) {
        if (inside) {
          break;
        }
        inside = true;
      } else if (inside && !line.isBlank()) {
        example.add(line);
      }
    }
    return example;
  }

  /** Ports, process ids, versions and times differ from run to run. */
  private static String withoutChance(String line) {
    return line.replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("[\\d.]+ m?s\\b", "DURATION")
        .replaceAll("Millis=\\d+", "Millis=N")
        .replaceAll("pid \\d+, JDK [^,]+", "pid PID, JDK VERSION");
  }
}
