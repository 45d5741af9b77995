package com.example.leaktests;

import dev.sockwatch.junit.SocketScope;
import java.util.ArrayList;
import java.util.List;

/** No test framework at all. */
final class ScopeMain {
  private static final List<Object> KEPT = new ArrayList<>();

  private ScopeMain() {}

  @SuppressWarnings("try") // it is there to be open
  public static void main(String[] args) {
    try (SocketScope scope = SocketScope.open("the import")) {
      KEPT.add(new Server().connect());
    } catch (AssertionError e) {
      System.out.println("FAILED main " + String.valueOf(e.getMessage()).replace('\n', '|'));
    }
    System.out.println("done");
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
