package dev.sockwatch.control;

import dev.sockwatch.api.PrintableText;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What a JVM with Sockwatch inside says about that to those who attach, without loading anything:
 * an entry of the agent properties ({@code VirtualMachine.getAgentProperties}), which the
 * application does not see.
 *
 * @param version of the agent
 * @param startedAtMillis when it was loaded
 * @param watching whether it watches now
 * @param jar where it was loaded from, as its JVM sees the path
 */
public record AgentMark(String version, long startedAtMillis, boolean watching, String jar) {
  private static final String PROPERTY = "dev.sockwatch";
  private static final String WATCHING = "watching";
  private static final int PARTS = 4;

  /** Of printable text, whoever says it. */
  public AgentMark {
    version = PrintableText.of(version);
    jar = PrintableText.of(jar);
  }

  /** Puts this into the properties. */
  public void into(Properties agentProperties) {
    agentProperties.setProperty(
        PROPERTY,
        version + " " + startedAtMillis + " " + (watching ? WATCHING : "off") + " " + jar);
  }

  /** What the properties say, or null where no agent has marked them. */
  public static @Nullable AgentMark from(Properties agentProperties) {
    String text = agentProperties.getProperty(PROPERTY);
    String[] parts = text == null ? new String[0] : text.split(" ", PARTS);
    try {
      return parts.length == PARTS
          ? new AgentMark(parts[0], Long.parseLong(parts[1]), parts[2].equals(WATCHING), parts[3])
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
