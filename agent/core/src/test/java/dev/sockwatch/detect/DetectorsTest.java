package dev.sockwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rule that is written is in the list. */
class DetectorsTest {
  @Test
  void everyDetector_isInTheList() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/sockwatch/detect"))) {
      assertThat(Detectors.all())
          .extracting(d -> d.getClass().getSimpleName())
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(f -> f.getFileName().toString().replace(".java", ""))
                  .filter(name -> name.endsWith("Detector") && !name.equals("Detector"))
                  .toList());
    }
  }
}
