package dev.sockwatch.control;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of Sockwatch, written by the build. */
public final class Version {
  public static final String SOCKWATCH = read();

  private Version() {}

  private static String read() {
    try (InputStream in = Version.class.getResourceAsStream("/sockwatch-version.properties")) {
      Properties properties = new Properties();
      properties.load(in);
      return properties.getProperty("version", "unknown");
    } catch (IOException | RuntimeException e) {
      return "unknown";
    }
  }
}
