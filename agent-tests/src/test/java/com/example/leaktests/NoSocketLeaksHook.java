package com.example.leaktests;

import dev.sockwatch.junit.SocketScope;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ITestResult;

/** TestNG: a test fails when it leaves a socket open. */
public final class NoSocketLeaksHook implements IHookable {
  @Override
  @SuppressWarnings("try") // it is there to be open
  public void run(IHookCallBack test, ITestResult result) {
    try (SocketScope scope = SocketScope.open(result.getName())) {
      test.runTestMethod(result);
    }
  }
}
