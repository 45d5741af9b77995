package com.example.leaktests;

import dev.sockwatch.junit.SocketScope;
import org.junit.rules.TestRule;
import org.junit.runner.Description;
import org.junit.runners.model.Statement;

/** JUnit 4: a test fails when it leaves a socket open. */
public final class NoSocketLeaksRule implements TestRule {
  @Override
  public Statement apply(Statement test, Description description) {
    return new Statement() {
      @Override
      @SuppressWarnings("try") // it is there to be open
      public void evaluate() throws Throwable {
        try (SocketScope scope = SocketScope.open(description.getDisplayName())) {
          test.evaluate();
        }
      }
    };
  }
}
