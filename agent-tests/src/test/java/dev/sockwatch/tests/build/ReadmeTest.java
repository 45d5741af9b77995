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
  private static final int COLUMNS = 100;
  private static final int FIRST_SCREEN = 24;

  @Test
  void example_isTheOutputOfTheFirstCommand() throws IOException {
    List<String> words = command();
    String agent = words.get(words.indexOf("java") + 1);
    String setting = agent.substring(agent.indexOf('=') + 1);
    FinishedJvm jvm =
        ForkedJvm.on(Jdks.matrix().get(0))
            .sampleApps()
            .agentArg(
                setting.substring(0, setting.indexOf('=')),
                setting.substring(setting.indexOf('=') + 1))
            .run(words.get(words.size() - 1));
    assertThat(example()).isNotEmpty();
    // Where a line breaks depends on how many digits a number has.
    assertThat(flat(jvm.err())).as(jvm.transcript()).contains(flat(example()));
    assertThat(jvm.err().stream().dropWhile(l -> !l.contains(" finding in ")))
        .as(jvm.transcript())
        .isNotEmpty()
        .allMatch(l -> l.length() <= COLUMNS);
  }

  @Test
  void exampleAndCommands_fitIntoTheScreen() throws IOException {
    assertThat(example()).allMatch(l -> l.length() <= COLUMNS);
    boolean inside = false;
    for (String line : Files.readAllLines(README)) {
      inside ^= line.startsWith("```");
      if (inside) {
        assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS);
      }
    }
  }

  @Test
  void requirementsAndCost_standOnTheFirstScreen() throws IOException {
    assertThat(String.join(" ", Files.readAllLines(README).subList(0, FIRST_SCREEN)))
        .contains("Linux", "JDK 17", "no extra flag", "no privilege", "heap", "never block");
  }

  @Test
  void readme_isShort() throws IOException {
    // The table grows with the findings, what is said about them does not.
    assertThat(Files.readAllLines(README).stream().filter(l -> !l.startsWith("| [`")))
        .hasSizeLessThanOrEqualTo(200);
  }

  /** The words of the command that shows the example, over its continuation lines. */
  private static List<String> command() throws IOException {
    StringBuilder command = new StringBuilder();
    for (String line : Files.readAllLines(README)) {
      if (!command.isEmpty() || line.startsWith("mvn -q -DskipTests package && ")) {
        command.append(line);
        if (!line.endsWith("\\")) {
          break;
        }
        command.setLength(command.length() - 1);
      }
    }
    return List.of(command.toString().strip().split("\\s+", -1));
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

  /** One line; ports, process ids, versions and times differ from run to run. */
  private static String flat(List<String> lines) {
    return String.join(" ", lines)
        .replaceAll("\\s+", " ")
        .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME")
        .replaceAll("[\\d.]+ m?s\\b", "DURATION")
        .replaceAll("Millis=\\d+", "Millis=N")
        .replaceAll("pid \\d+, JDK [^,]+", "pid PID, JDK VERSION");
  }
}
