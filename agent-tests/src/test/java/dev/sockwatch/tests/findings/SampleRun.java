package dev.sockwatch.tests.findings;

import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * A sample application, with its bug or without, in its place; written {@code
 * orders.OrderClient/broken} or {@code files.DescriptorHog/broken@few-files}.
 */
record SampleRun(String sample, String variant, Place place) {
  /** What surrounds a sample. */
  enum Place {
    /** As it is. */
    PLAIN,
    /** As if connections over loopback could lose their peer. */
    KEEPALIVE,
    /** With 256 descriptors at most. */
    FEW_FILES,
    /** In a network with twelve local ports. */
    DOZEN_PORTS,
    /** The same, for a program that needs sixteen. */
    LAST_PORT,
    /** In a network where no way leads to the target. */
    NO_ROUTE;

    private static Place of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  static SampleRun parse(String text) {
    String[] words = text.split("[/@]", -1);
    return new SampleRun(words[0], words[1], words.length == 2 ? Place.PLAIN : Place.of(words[2]));
  }

  /** Runs it to its end; the test is skipped where there is no such place. */
  FinishedJvm on(Jdk jdk) {
    ForkedJvm jvm = SampleRuns.on(jdk);
    switch (place) {
      case PLAIN -> {}
      case KEEPALIVE -> jvm.agentArg("keepalive.loopback", "true");
      case FEW_FILES -> jvm.shell("ulimit -n 256");
      case DOZEN_PORTS -> enter(jvm.jvmArgs(SampleNetwork.OWN_HOST), SampleNetwork.DOZEN_PORTS);
      case LAST_PORT ->
          enter(
              jvm.jvmArgs(SampleNetwork.OWN_HOST, "-Dsample.lookups=16"),
              SampleNetwork.DOZEN_PORTS);
      case NO_ROUTE ->
          enter(jvm.jvmArgs("-Dsample.target=198.51.100.1:80"), SampleNetwork.USUAL_PORTS);
    }
    return jvm.run("com.example." + sample, variant);
  }

  private static void enter(ForkedJvm jvm, String ports) {
    @Nullable String complaint = SampleNetwork.enter(jvm, ports);
    if (complaint != null) {
      throw new TestAbortedException("no network namespace: " + complaint);
    }
  }

  @Override
  public String toString() {
    return sample + "/" + variant + (place == Place.PLAIN ? "" : "@" + place);
  }
}
