package dev.sockwatch.junit;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The agent's door in this JVM, and the jar that it can be attached from. */
final class AgentJar {
  private static final String DOOR = "dev.sockwatch.SockwatchAgent";
  private static final long PATIENCE_SECONDS = 60;

  private AgentJar() {}

  /** Has an agent that is inside register its MXBeans; false where none is. */
  static boolean askForManagement() {
    try {
      Class<?> door = Class.forName(DOOR, true, ClassLoader.getSystemClassLoader());
      return Boolean.TRUE.equals(door.getMethod("manage").invoke(null));
    } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
      return false;
    } catch (InvocationTargetException e) {
      return false; // it has ended, or does not answer
    }
  }

  /** A process of its own attaches it: a JVM may not attach to itself. */
  static void attachToThisJvm() throws NoAgentException {
    Path jar = onClassPath();
    if (jar == null) {
      throw new NoAgentException("there is no -javaagent, and no agent jar on the class path.");
    }
    String java = ProcessHandle.current().info().command().orElse("java");
    try {
      Process attaching =
          new ProcessBuilder(
                  java,
                  "-Xshare:auto",
                  "-cp",
                  jar.toString(),
                  DOOR,
                  "attach",
                  Long.toString(ProcessHandle.current().pid()))
              .redirectErrorStream(true)
              .start();
      attaching.getOutputStream().close();
      String said =
          new String(attaching.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (!attaching.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        attaching.destroyForcibly();
        throw new NoAgentException("attaching " + jar + " took more than 60 s.");
      }
      if (attaching.exitValue() != 0) {
        throw new NoAgentException("attaching " + jar + " was refused:\n  " + said);
      }
    } catch (IOException e) {
      throw new NoAgentException("attaching " + jar + " by " + java + " failed: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAgentException("attaching " + jar + " was interrupted.");
    }
  }

  private static @Nullable Path onClassPath() {
    URL door = AgentJar.class.getResource("/" + DOOR.replace('.', '/') + ".class");
    String text = door == null ? "" : door.toString();
    int end = text.indexOf("!/");
    return text.startsWith("jar:file:") && end > 0
        ? Path.of(URI.create(text.substring("jar:".length(), end)))
        : null;
  }
}
