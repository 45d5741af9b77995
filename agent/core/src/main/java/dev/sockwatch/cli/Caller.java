package dev.sockwatch.cli;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who asks: this process.
 *
 * @param pid of this process
 * @param uid its user
 * @param user that user's name
 * @param jdk its feature version
 * @param java the launcher it was started with
 * @param jar the agent jar
 * @param words what was typed behind {@code java -jar sockwatch-agent.jar}
 */
record Caller(long pid, long uid, String user, int jdk, Path java, Path jar, List<String> words) {
  /** This process as the system knows it. */
  static Caller ofThisProcess(ProcFolder proc, String... words) {
    long pid = ProcessHandle.current().pid();
    long uid = proc.uid(pid).orElse(-1);
    return new Caller(
        pid,
        uid,
        proc.userName(uid),
        Runtime.version().feature(),
        Path.of(System.getProperty("java.home"), "bin", "java"),
        ownJar(),
        List.of(words));
  }

  private static Path ownJar() {
    try {
      return Path.of(Caller.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isRoot() {
    return uid == 0;
  }

  /** This command as a line to be typed elsewhere. */
  String command() {
    return command(java.toString(), jar.toString(), words);
  }

  /** A command of the given jar, to be typed elsewhere. */
  static String command(String java, String jar, List<String> words) {
    return Stream.concat(Stream.of(java, "-jar", jar), words.stream())
        .map(Caller::quoted)
        .collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
