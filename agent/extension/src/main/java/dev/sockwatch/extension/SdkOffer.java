package dev.sockwatch.extension;

import io.opentelemetry.javaagent.extension.AgentListener;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;

/**
 * Tells Sockwatch that the SDK of the OpenTelemetry agent is ready: a mark, and nothing else.
 *
 * <p>It knows no class of Sockwatch. Where that is not there, or broken, nobody reads the mark.
 */
public final class SdkOffer implements AgentListener {
  /** The system property that is the mark; Sockwatch knows it by the same name. */
  static final String PROPERTY = "dev.sockwatch.opentelemetry.sdk";

  @Override
  public void afterAgent(AutoConfiguredOpenTelemetrySdk sdk) {
    try {
      System.setProperty(PROPERTY, "ready");
    } catch (RuntimeException e) {
      return; // a security manager: then Sockwatch says that it waited in vain
    }
  }
}
