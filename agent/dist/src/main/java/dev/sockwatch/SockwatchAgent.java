package dev.sockwatch;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.PermissionCollection;
import java.security.Permissions;

/**
 * The door of the agent: Java 8 bytecode, because a JVM that cannot load its premain class aborts.
 *
 * <p>It opens an isolated class loader over {@code inst/} in its own jar and hands over. Nothing
 * that goes wrong leaves it: an exception out of premain would end the application.
 */
public final class SockwatchAgent {
  private static final String STARTER = "dev.sockwatch.agent.AgentStarter";
  private static boolean started;

  private SockwatchAgent() {}

  /** Called by the JVM for {@code -javaagent}, before the application's main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments == null ? "" : arguments, instrumentation);
  }

  /** Called by the JVM when the agent is loaded into it while it runs. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments == null ? "" : arguments, instrumentation);
  }

  /** Tells how the jar is used. */
  public static void main(String[] arguments) {
    System.out.println("sockwatch: this jar is a Java agent; start your application with");
    System.out.println("  java -javaagent:sockwatch-agent.jar -jar your-application.jar");
    System.out.println("and read what it prints to stderr, or set sockwatch.report.file.");
  }

  private static synchronized void start(String arguments, Instrumentation instrumentation) {
    try {
      int feature = feature(System.getProperty("java.specification.version"));
      if (feature < 17) {
        System.err.println(
            "sockwatch: does nothing on JDK "
                + feature
                + ", it needs 17 or later;"
                + " the application runs without it");
        return;
      }
      if (started || !isEnabled(arguments)) {
        return;
      }
      started = true;
      URLClassLoader isolated =
          new IsolatedLoader(
              new URL("jar:" + jar().toURI() + "!/inst/"), ClassLoader.getSystemClassLoader());
      isolated
          .loadClass(STARTER)
          .getMethod("start", String.class, Instrumentation.class)
          .invoke(null, arguments, instrumentation);
    } catch (Throwable t) {
      tell(t);
    }
  }

  private static void tell(Throwable t) {
    try {
      Throwable cause = t;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      System.err.println(
          "sockwatch: could not start and does nothing; the application is not affected: " + cause);
    } catch (Throwable ignored) {
      // Not even this may reach the application.
    }
  }

  /** {@code 1.8} is 8, {@code 17} is 17. */
  private static int feature(String specification) {
    String number = specification.startsWith("1.") ? specification.substring(2) : specification;
    return Integer.parseInt(number);
  }

  /** The one setting that must be known before anything else is loaded. */
  private static boolean isEnabled(String arguments) {
    for (String argument : arguments.split(",", -1)) {
      String word = argument.trim();
      if (word.startsWith("sockwatch.")) {
        word = word.substring("sockwatch.".length());
      }
      if (word.startsWith("enabled=")) {
        return !word.equals("enabled=false");
      }
    }
    String property = System.getProperty("sockwatch.enabled");
    String value = property == null ? System.getenv("SOCKWATCH_ENABLED") : property;
    return !"false".equals(value);
  }

  private static File jar() throws Exception {
    return new File(
        SockwatchAgent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  /** Sees the JDK and what is in the jar under {@code inst/}, and nothing of the application. */
  private static final class IsolatedLoader extends URLClassLoader {
    IsolatedLoader(URL classes, ClassLoader application) {
      super(new URL[] {classes}, application.getParent());
    }

    @Override
    protected PermissionCollection getPermissions(CodeSource source) {
      Permissions all = new Permissions();
      all.add(new AllPermission());
      return all;
    }
  }
}
