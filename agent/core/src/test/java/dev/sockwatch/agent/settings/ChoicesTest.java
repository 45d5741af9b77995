package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.KernelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The words of a setting stand once, in an enum: what is taken, refused and documented is those.
 */
class ChoicesTest {
  private final Choices kernel = new Choices(KernelSource.Choice.class);

  @Test
  void words_areTheConstants() {
    assertThat(kernel.words()).hasSameSizeAs(KernelSource.Choice.values()).contains("auto", "off");
    for (KernelSource.Choice choice : KernelSource.Choice.values()) {
      Settings settings = Settings.read("kernel=" + word(choice), Map.of(), Map.of());
      assertThat(settings.problems()).isEmpty();
      assertThat(settings.kernel()).isEqualTo(choice);
    }
  }

  @Test
  void listedWords_readAsEnglish() {
    Choices addresses = new Choices(Addresses.class);

    assertThat(addresses.allowed()).isEqualTo("full or masked");
    assertThat(addresses.listedAsCode()).isEqualTo("`full` or `masked`");
    assertThat(kernel.allowed()).isEqualTo("auto, foreign, jna, jdk, procfs or off");
  }

  @Test
  void readme_explainsEachWayToAskTheKernel() throws IOException {
    List<String> words = new ArrayList<>(kernel.words());
    words.removeAll(List.of("auto", "off"));

    assertThat(firstCells(Path.of("../../README.md"), "| source (`sockwatch.kernel`)"))
        .isEqualTo(words);
  }

  /** The first cells of the table under this header, without back quotes. */
  private static List<String> firstCells(Path page, String header) throws IOException {
    String text = Files.readString(page);
    int begin = text.indexOf(header);
    assertThat(begin).as(header).isNotNegative();
    Matcher rows =
        Pattern.compile("(?m)^\\| `([a-z]+)` \\|.*$")
            .matcher(text.substring(begin).split("\n\n", 2)[0]);
    List<String> cells = new ArrayList<>();
    while (rows.find()) {
      cells.add(rows.group(1));
    }
    return cells;
  }

  private static String word(KernelSource.Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }
}
