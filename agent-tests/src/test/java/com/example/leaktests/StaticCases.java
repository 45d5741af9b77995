package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What lives longer than a test: statics, and threads of pools that all tests share. */
@NoSocketLeaks(grace = "100ms")
class StaticCases {
  private static final List<Socket> KEPT = new CopyOnWriteArrayList<>();
  private static final Server SERVER = new Server();
  private static final Server NEVER_CLOSED = new Server();
  private static final ExecutorService SHARED = Executors.newFixedThreadPool(2);

  /** Lives until the JVM ends. */
  private static final class Singleton {
    private static final Server SERVER = new Server();
  }

  @AfterAll
  static void stop() throws IOException {
    SERVER.close();
    SHARED.shutdown();
  }

  @Test
  void singleton_isTheSuites() throws IOException {
    try (Socket socket = Singleton.SERVER.connect()) {
      assert socket.isConnected();
    }
  }

  @Test
  void neverClosedStatic_isTheClasss() throws IOException {
    NEVER_CLOSED.connect().close();
  }

  @Test
  void sharedPool_makesItsThreadHere_one() throws Exception {
    SHARED.submit(StaticCases::keep).get();
  }

  @Test
  void sharedPool_makesItsThreadHere_two() throws Exception {
    SHARED.submit(StaticCases::keep).get();
  }

  @Test
  void sharedPool_makesItsThreadHere_three() throws Exception {
    SHARED.submit(StaticCases::keep).get();
  }

  private static void keep() {
    KEPT.add(SERVER.connect());
  }
}
