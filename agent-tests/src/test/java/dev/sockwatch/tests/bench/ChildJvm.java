package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Netty;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** A measured process: one command at a time is sent to it, or it just runs to its end. */
final class ChildJvm implements AutoCloseable {
  private static final long DEADLINE_SECONDS = 300;

  private final Process process;
  private final Path errors;
  private final BufferedReader out;
  private final BufferedWriter in;

  private ChildJvm(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.out = process.inputReader();
    this.in = process.outputWriter();
  }

  /** Starts {@code words}; what it writes to stderr is shown only if it fails. */
  static ChildJvm start(Path folder, List<String> words) throws IOException {
    Path errors = folder.resolve("stderr");
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
    builder.environment().keySet().removeIf(ChildJvm::changesTheJvm);
    ChildJvm child = new ChildJvm(builder.start(), errors);
    Executor later = CompletableFuture.delayedExecutor(DEADLINE_SECONDS, TimeUnit.SECONDS);
    later.execute(child::close);
    return child;
  }

  /** The command line of one of the measured programs. */
  static List<String> command(Jdk jdk, Variant variant, List<String> options, String... program) {
    List<String> words = new ArrayList<>(List.of(jdk.java().toString()));
    words.addAll(options);
    words.addAll(variant.options());
    words.addAll(List.of("-cp", classPath() + File.pathSeparator + nettyJars()));
    words.add("com.example.bench." + program[0]);
    words.addAll(List.of(program).subList(1, program.length));
    return words;
  }

  /** Waits for its end; what it printed as {@code name=number}. */
  static Values run(Path folder, List<String> words) throws IOException {
    try (ChildJvm child = start(folder, words)) {
      StringBuilder lines = new StringBuilder();
      for (String line = child.out.readLine(); line != null; line = child.out.readLine()) {
        lines.append(line).append(' ');
      }
      child.finish();
      return Values.parse(lines.toString());
    }
  }

  /** The process id: a shell before java has become java by exec. */
  long javaPid() {
    return process.pid();
  }

  /** Sends a command; the {@code name=number} words of the line that answers. */
  Values ask(String command) throws IOException {
    in.write(command);
    in.newLine();
    in.flush();
    String answer = out.readLine();
    if (answer == null) {
      finish();
      throw new IOException("ended without an answer to: " + command);
    }
    return Values.parse(answer);
  }

  /** The folder or jar that holds the compiled benchmark. */
  static Path classPath() {
    try {
      return Path.of(ChildJvm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As the java command expands it; nothing of it is loaded unless the program wants Netty. */
  private static String nettyJars() {
    return classPath().resolveSibling("netty").resolve(Netty.NEWEST_4_1) + "/*";
  }

  /** Ends it, and what a shell or tracer before java would leave running. */
  @Override
  public void close() {
    if (process.isAlive()) { // else its number may be another's by now
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private void finish() throws IOException {
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IOException("exit code " + exit + ": " + Files.readString(errors));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static boolean changesTheJvm(String variable) {
    return variable.startsWith("SOCKWATCH_")
        || List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS").contains(variable);
  }
}
