package dev.sockwatch.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A command of the packaged jar, {@code java -jar sockwatch-agent.jar <words>}, and its end. */
public record Command(long pid, int exitCode, String out, String err) {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** Runs it on this JDK. */
  public static Command run(Jdk jdk, String... words) {
    return run(List.of(), jdk, words);
  }

  /** Runs it on the JDK that the tests run on. */
  public static Command run(String... words) {
    return run(Jdks.oldest(), words);
  }

  /** Runs it behind another command, which must become java. */
  public static Command run(List<String> prefix, Jdk jdk, String... words) {
    return run(prefix, jdk, line -> {}, words);
  }

  /** Runs it, and tells its lines as they come. */
  public static Command run(Jdk jdk, Consumer<String> eachLine, String... words) {
    return run(List.of(), jdk, eachLine, words);
  }

  private static Command run(
      List<String> prefix, Jdk jdk, Consumer<String> eachLine, String... words) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(List.of(jdk.java().toString(), ForkedJvm.FIRST_COMPILER_ONLY));
    command.addAll(List.of("-jar", ForkedJvm.agentJar().toString()));
    command.addAll(List.of(words));
    try {
      Path err = Files.createTempFile("command", ".err");
      try {
        Process process = new ProcessBuilder(command).redirectError(err.toFile()).start();
        StringBuilder out = new StringBuilder(); // read here only after its reader has ended
        Thread reader = new Thread(() -> collect(process, out, eachLine), "command");
        reader.start();
        if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError("still running: " + command + "\n" + Files.readString(err));
        }
        reader.join();
        return new Command(
            process.pid(), process.exitValue(), out.toString(), Files.readString(err));
      } finally {
        Files.delete(err);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted: " + command, e);
    }
  }

  private static void collect(Process process, StringBuilder out, Consumer<String> eachLine) {
    process
        .inputReader(StandardCharsets.UTF_8)
        .lines()
        .forEach(
            line -> {
              out.append(line).append('\n');
              eachLine.accept(line);
            });
  }

  /** The line of a table that begins with this process id, wrapped lines included. */
  public String row(long ofPid) {
    StringBuilder row = new StringBuilder();
    boolean inside = false;
    for (String line : out.lines().toList()) {
      boolean begins = line.matches(" *\\d+ .*");
      inside = begins ? line.strip().startsWith(ofPid + " ") : inside && line.startsWith("    ");
      if (inside) {
        row.append(line.strip()).append(' ');
      }
    }
    return row.toString().replaceAll(" +", " ").strip();
  }
}
