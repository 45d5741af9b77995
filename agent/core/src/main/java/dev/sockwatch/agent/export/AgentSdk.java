package dev.sockwatch.agent.export;

import dev.sockwatch.isolation.AgentPackages;
import dev.sockwatch.report.otel.sdk.ExportChoice;
import dev.sockwatch.report.telemetry.Telemetry;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.weave.RelocatingLoader;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** The SDK of the OpenTelemetry agent beside us, which our extension in that agent offers. */
public final class AgentSdk {
  /** The mark that the extension leaves, which knows it by the same name. */
  private static final String MARK = "dev.sockwatch.opentelemetry.sdk";

  private static final String EXTENSIONS = "otel.javaagent.extensions";
  private static final String OURS = "dev/sockwatch/extension/SdkOffer.class";
  private static final String OUR_NAME = "sockwatch";

  /** What speaks the API, and where that agent has it, in the boot loader. */
  private static final String SPEAKERS = "dev.sockwatch.report.otel";

  /** Of ours, what those use. */
  private static final String[] USED_BY_SPEAKERS = {
    "dev.sockwatch.api",
    "dev.sockwatch.net",
    "dev.sockwatch.report",
    "dev.sockwatch.report.telemetry",
    "dev.sockwatch.text",
    "dev.sockwatch.trace"
  };

  private static final String API = "io.opentelemetry.";
  private static final String AGENT_API = "io.opentelemetry.javaagent.shaded.io.opentelemetry.";

  private final ExportChoice.Lookup variables;

  public AgentSdk(ExportChoice.Lookup variables) {
    this.variables = variables;
  }

  /** Whether the SDK of that agent is ready. */
  boolean isOffered() {
    return System.getProperty(MARK) != null && !is("otel.sdk.disabled", "true");
  }

  /** Whether that agent may be about to load our extension: cheap, for premain. */
  public boolean mayBeOffered() {
    String named = variables.get(EXTENSIONS);
    return isOffered()
        || (named != null
            && !named.isBlank()
            && !is("otel.javaagent.enabled", "false")
            && !is("otel.sdk.disabled", "true"));
  }

  /**
   * Whether it is ready or will be: looks into the files that are named.
   *
   * @param problems takes what is wrong with them
   */
  boolean willBeOffered(List<String> problems) {
    if (isOffered()) {
      return true;
    }
    String named = mayBeOffered() ? variables.get(EXTENSIONS) : null;
    for (String path : named == null ? new String[0] : named.split(",", -1)) {
      for (File jar : jars(new File(path.trim()))) {
        try (JarFile open = new JarFile(jar, false)) {
          if (open.getEntry(OURS) != null) {
            return true;
          }
        } catch (IOException | SecurityException e) {
          if (jar.getName().contains(OUR_NAME)) {
            problems.add(
                EXTENSIONS
                    + ": the OpenTelemetry agent cannot load "
                    + jar
                    + " ("
                    + e
                    + "), so Sockwatch cannot export by that agent's SDK; correct the path or copy"
                    + " the file again");
          }
        }
      }
    }
    return false;
  }

  private static List<File> jars(File path) {
    File[] inFolder = path.listFiles((folder, name) -> name.endsWith(".jar"));
    return inFolder == null ? List.of(path) : new ArrayList<>(List.of(inFolder));
  }

  private boolean is(String property, String value) {
    return value.equalsIgnoreCase(variables.get(property));
  }

  /** Only when it is offered: asking that agent's API earlier would keep it from being. */
  Telemetry start(TelemetryOptions options) throws ReflectiveOperationException {
    ClassLoader loader =
        RelocatingLoader.of(AgentSdk.class.getClassLoader(), SPEAKERS, API, AGENT_API);
    AgentPackages.exportTo(loader, USED_BY_SPEAKERS);
    Object telemetry =
        loader
            .loadClass(SPEAKERS + ".GlobalSdk")
            .getMethod("start", TelemetryOptions.class)
            .invoke(null, options);
    return (Telemetry) telemetry;
  }
}
