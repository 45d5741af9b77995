package dev.sockwatch.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a program that looks at the same kernel prints. */
final class CommandOutput {
  private CommandOutput() {}

  static String of(String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    try (InputStream output = process.getInputStream()) {
      return new String(output.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static boolean isInstalled(String program) {
    return Stream.of("/usr/sbin/", "/usr/bin/", "/sbin/", "/bin/")
        .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
  }
}
