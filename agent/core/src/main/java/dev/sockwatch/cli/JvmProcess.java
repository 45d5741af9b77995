package dev.sockwatch.cli;

import dev.sockwatch.api.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * A process with a JVM in it, as it looks from outside.
 *
 * @param pid here
 * @param innerPid in its own process id namespace
 * @param startTime distinguishes it from a later process with the same number
 * @param uid its user
 * @param user that user's name
 * @param main its main class or jar
 * @param jdk its version as its installation says, or null
 * @param elsewhere whether it has another mount or process id namespace
 * @param container what the container is called, or null
 * @param obstacle why it cannot be attached to, or null
 */
record JvmProcess(
    long pid,
    long innerPid,
    String startTime,
    long uid,
    String user,
    String main,
    @Nullable String jdk,
    boolean elsewhere,
    @Nullable String container,
    @Nullable Obstacle obstacle) {
  /** Of printable text: its main class and its installation are its owner's to choose. */
  JvmProcess {
    user = PrintableText.of(user);
    main = PrintableText.of(main);
    jdk = jdk == null ? null : PrintableText.of(jdk);
  }
}
