package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import dev.sockwatch.junit.ScopeLevel;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Tests with settings of their own, wrong ones first, and what comes after them. */
@NoSocketLeaks(grace = "100ms")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LevelCases {
  private static final List<Socket> KEPT = new ArrayList<>();
  private static final Server SERVER = new Server();

  @AfterAll
  static void stop() throws IOException {
    SERVER.close();
  }

  private static void keep() {
    KEPT.add(SERVER.connect());
  }

  @Test
  @Order(1)
  @NoSocketLeaks(ignore = "everything")
  void wrongRule_fails() {}

  @Test
  @Order(2)
  @NoSocketLeaks(level = ScopeLevel.CLASS)
  void classLevel_leavesItToTheClass() {
    keep();
  }

  /** Its thread is believed only if no scope of an earlier test was forgotten. */
  @Test
  @Order(3)
  void laterTest_leaks() throws InterruptedException {
    Thread thread = new Thread(LevelCases::keep);
    thread.start();
    thread.join();
  }
}
