package com.example.leaktests;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test classes with the JUnit on the class path and prints each outcome: {@code
 * FAILED|junit-jupiter > KindCases > leaks()|message}, lines of the message joined by {@code |}.
 *
 * <p>Arguments are class names and configuration parameters, {@code key=value}.
 */
final class RunTests implements TestExecutionListener {
  private RunTests() {}

  public static void main(String[] args) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    for (String arg : args) {
      int equals = arg.indexOf('=');
      if (equals < 0) {
        request.selectors(selectClass("com.example.leaktests." + arg));
      } else {
        request.configurationParameter(arg.substring(0, equals), arg.substring(equals + 1));
      }
    }
    LauncherDiscoveryRequest built = request.build();
    LauncherFactory.create().execute(built, new RunTests());
    System.out.println("done");
    System.out.flush();
    Runtime.getRuntime().halt(0); // what the tests left open is not waited for
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    Throwable thrown = result.getThrowable().orElse(null);
    if (test.isContainer() && thrown == null) {
      return;
    }
    StringBuilder line = new StringBuilder(result.getStatus().name());
    String name = test.getUniqueId().replaceAll("[^\\[]*\\[[a-z-]+:([^]]*)]", " > $1");
    line.append('|').append(name.substring(" > ".length())).append('|');
    line.append(thrown == null ? "" : text(thrown));
    System.out.println(line);
  }

  private static String text(Throwable thrown) {
    StringBuilder text = new StringBuilder(String.valueOf(thrown.getMessage()).replace('\n', '|'));
    StackTraceElement[] stack = thrown.getStackTrace();
    text.append("|at ").append(stack.length == 0 ? "nowhere" : stack[0]);
    for (Throwable suppressed : thrown.getSuppressed()) {
      text.append("|suppressed: ").append(text(suppressed));
    }
    return text.toString();
  }
}
