package dev.sockwatch;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.instrument.Instrumentation;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.AllPermission;
import java.security.CodeSource;
import java.security.Permissions;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * The door of the agent: Java 8 bytecode, because a JVM that cannot load its premain class aborts.
 *
 * <p>It opens an isolated class loader over {@code inst/} in its own jar and hands over. Nothing
 * that goes wrong leaves it: an exception out of premain would end the application.
 */
public final class SockwatchAgent {
  private static final String HOME = "dev.sockwatch.isolation.AgentModule";
  private static final String STARTER = "dev.sockwatch.agent.AgentStarter";
  private static final String COMMANDS = "dev.sockwatch.cli.Main";
  private static ClassLoader isolated;

  private SockwatchAgent() {}

  /** Called by the JVM for {@code -javaagent}, before the application's main method. */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments == null ? "" : arguments, instrumentation, "startEarly");
  }

  /**
   * Called by the JVM when the agent is loaded into it while it runs: to start watching, or with
   * {@code command=...} to ask the agent that is inside already.
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    String given = arguments == null ? "" : arguments;
    if (given.startsWith("command=")) {
      request(given, instrumentation);
    } else {
      start(given, instrumentation, "startLate");
    }
  }

  /**
   * Called by reflection from tests in this JVM: registers the MXBeans, without which they cannot
   * ask; false where the agent does not watch this JVM.
   */
  public static synchronized boolean manage() throws Exception {
    return isolated != null
        && Boolean.TRUE.equals(isolated.loadClass(STARTER).getMethod("manage").invoke(null));
  }

  /** Called for {@code java -jar}: runs a command, or says which JDK that needs. */
  public static void main(String[] arguments) throws Exception {
    int feature = feature(System.getProperty("java.specification.version"));
    if (feature < 17) {
      System.err.println(
          "sockwatch: commands need JDK 17 or later, this is JDK "
              + feature
              + "; run the jar with another java");
      System.exit(
          2); // what every command says by 2: could not ask; its own classes cannot be loaded
    }
    new IsolatedLoader(jar(), platformLoader())
        .loadClass(COMMANDS)
        .getMethod("main", String[].class)
        .invoke(null, new Object[] {arguments});
  }

  private static synchronized void start(
      String arguments, Instrumentation instrumentation, String method) {
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
      if (!isEnabled(arguments)) {
        return;
      }
      starter(instrumentation)
          .getMethod(method, String.class, Instrumentation.class)
          .invoke(null, arguments, instrumentation);
    } catch (Throwable t) {
      report(t);
    }
  }

  private static synchronized void request(String arguments, Instrumentation instrumentation) {
    try {
      int feature = feature(System.getProperty("java.specification.version"));
      if (feature < 17) {
        refuse(arguments, "this JVM is of JDK " + feature + ", Sockwatch needs 17 or later");
      } else if (!isEnabled("")) {
        refuse(arguments, "sockwatch.enabled=false is set in this JVM; start it without");
      } else {
        starter(instrumentation)
            .getMethod("request", String.class, Instrumentation.class)
            .invoke(null, arguments, instrumentation);
      }
    } catch (Throwable t) {
      report(t);
      refuse(arguments, "the agent could not start: " + rootOf(t));
    }
  }

  /** The one loader of this JVM, made when first needed. */
  private static Class<?> starter(Instrumentation instrumentation) throws Exception {
    if (isolated == null) {
      File jar = jar();
      isolated =
          (ClassLoader)
              new IsolatedLoader(jar, platformLoader())
                  .loadClass(HOME)
                  .getMethod("open", String.class, Instrumentation.class)
                  .invoke(null, jar.getPath(), instrumentation);
    }
    return isolated.loadClass(STARTER);
  }

  /** With {@code -Djava.system.class.loader} it is not the parent of the system loader. */
  private static ClassLoader platformLoader() throws Exception {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    return system.getClass().getName().equals("jdk.internal.loader.ClassLoaders$AppClassLoader")
        ? system.getParent() // reflection costs some milliseconds
        : (ClassLoader) ClassLoader.class.getMethod("getPlatformClassLoader").invoke(null);
  }

  /** Where nothing of the agent can be loaded, in the form that the asking command reads. */
  private static void refuse(String arguments, String message) {
    String file = "";
    for (String argument : arguments.split(",", -1)) {
      if (argument.startsWith("result=")) {
        file = argument.substring("result=".length());
      }
    }
    String escaped = message.replace('\\', '/').replace('"', '\'').replace('\n', ' ');
    // It exists: the asking command has made it.
    try (RandomAccessFile result = new RandomAccessFile(file, "rw")) {
      result.setLength(0);
      result.write(
          ("{\"done\":false,\"message\":\"" + escaped + "\"}\n#end\n")
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      report(e);
    }
  }

  private static void report(Throwable t) {
    try {
      System.err.println(
          "sockwatch: could not start and does nothing; the application is not affected: "
              + rootOf(t));
    } catch (Throwable ignored) {
      // Not even this may reach the application.
    }
  }

  private static Throwable rootOf(Throwable t) {
    Throwable cause = t;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
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
    URL location = SockwatchAgent.class.getProtectionDomain().getCodeSource().getLocation();
    String path = location.getPath();
    // A URI is parsed by a class of java.net that the program may not have needed yet.
    return path.indexOf('%') < 0 ? new File(path) : new File(location.toURI());
  }

  /**
   * Sees the JDK and what is in the jar under {@code inst/}, and nothing of the application: for
   * commands, and for the one class that makes the loader of the agent.
   *
   * <p>A URLClassLoader over {@code jar:file:..!/inst/} does the same and takes 10 ms longer.
   */
  private static final class IsolatedLoader extends ClassLoader {
    private static final String FOLDER = "inst/";

    static {
      registerAsParallelCapable();
    }

    private final JarFile jar;
    private final String location;
    private final ProtectionDomain domain;

    IsolatedLoader(File file, ClassLoader platform) throws IOException {
      super(platform);
      jar = new JarFile(file, false);
      CodeSource source = SockwatchAgent.class.getProtectionDomain().getCodeSource();
      location = "jar:" + source.getLocation() + "!/" + FOLDER;
      Permissions all = new Permissions();
      all.add(new AllPermission());
      domain = new ProtectionDomain(source, all);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = readAll(in);
        return defineClass(name, bytes, 0, bytes.length, domain);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      try {
        ZipEntry entry = jar.getEntry(FOLDER + name);
        return entry == null ? null : jar.getInputStream(entry);
      } catch (IOException e) {
        return null;
      }
    }

    @Override
    protected URL findResource(String name) {
      try {
        return jar.getEntry(FOLDER + name) == null ? null : new URL(location + name);
      } catch (MalformedURLException e) {
        return null;
      }
    }

    @Override
    protected Enumeration<URL> findResources(String name) {
      URL found = findResource(name);
      return found == null
          ? Collections.<URL>emptyEnumeration()
          : Collections.enumeration(Collections.singleton(found));
    }

    private static byte[] readAll(InputStream in) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }
}
