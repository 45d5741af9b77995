package com.example.leaktests;

import java.util.ArrayList;
import java.util.List;
import org.testng.ITestResult;
import org.testng.TestListenerAdapter;
import org.testng.TestNG;
import org.testng.annotations.Listeners;
import org.testng.annotations.Test;

/** Tests of TestNG. */
@Listeners(NoSocketLeaksHook.class)
public class TestNgCases {
  private static final List<Object> KEPT = new ArrayList<>();
  private static final Server SERVER = new Server();

  public static void main(String[] args) {
    TestListenerAdapter results = new TestListenerAdapter();
    TestNG testNg = new TestNG(false);
    testNg.setVerbose(0);
    testNg.addListener(results);
    testNg.setTestClasses(new Class<?>[] {TestNgCases.class});
    testNg.run();
    for (ITestResult failed : results.getFailedTests()) {
      Throwable thrown = failed.getThrowable();
      String message = String.valueOf(thrown.getMessage()).replace('\n', '|');
      System.out.println("FAILED " + failed.getName() + " " + message);
    }
    System.out.println("done");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  @Test
  public void closed() throws Exception {
    SERVER.connect().close();
  }

  @Test
  public void leaks() {
    KEPT.add(SERVER.connect());
  }
}
