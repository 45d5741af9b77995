package dev.sockwatch.tests.support;

import com.sun.tools.attach.VirtualMachine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The attach channel without the command line around it: many requests in little time. */
public final class Channel {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Channel() {}

  /**
   * Asks the agent in a JVM.
   *
   * @param command with its options, such as {@code off,unweave=true}
   * @return the answer as it was written
   */
  public static String ask(long pid, String command) throws Exception {
    Path result = Files.createTempFile("sockwatch-answer", ".json");
    try {
      VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
      try {
        jvm.loadAgent(
            ForkedJvm.agentJar().toString(),
            "command=" + command.replaceFirst(",|$", ",result=" + result + "$0"));
      } finally {
        jvm.detach();
      }
      return Await.value(
          "an answer to " + command,
          PATIENCE,
          () -> {
            String text = Files.readString(result);
            return text.endsWith("\n#end\n") ? text : null;
          });
    } finally {
      Files.deleteIfExists(result);
    }
  }

  /** What {@code jcmd} prints. */
  public static List<String> jcmd(Jdk jdk, long pid, String command) throws Exception {
    Process process =
        new ProcessBuilder(
                jdk.java().resolveSibling("jcmd").toString(), Long.toString(pid), command)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("jcmd " + command + ": " + out);
    }
    return out.lines().toList();
  }
}
