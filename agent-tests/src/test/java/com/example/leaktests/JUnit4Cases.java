package com.example.leaktests;

import java.util.ArrayList;
import java.util.List;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.runner.JUnitCore;
import org.junit.runner.notification.Failure;

/** Tests of JUnit 4. */
public class JUnit4Cases {
  private static final List<Object> KEPT = new ArrayList<>();

  @Rule public final NoSocketLeaksRule noSocketLeaks = new NoSocketLeaksRule();

  @SuppressWarnings("NullAway.Init")
  private Server server;

  public static void main(String[] args) {
    for (Failure failure : JUnitCore.runClasses(JUnit4Cases.class).getFailures()) {
      String message = String.valueOf(failure.getMessage()).replace('\n', '|');
      System.out.println("FAILED " + failure.getDescription().getMethodName() + " " + message);
    }
    System.out.println("done");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  @Before
  public void start() {
    server = new Server();
  }

  @After
  public void stop() throws Exception {
    server.close();
  }

  @Test
  public void closed() throws Exception {
    server.connect().close();
  }

  @Test
  public void leaks() {
    KEPT.add(server.connect());
  }
}
