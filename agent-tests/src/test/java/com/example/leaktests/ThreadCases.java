package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** Sockets opened by all sorts of threads. */
@NoSocketLeaks(grace = "100ms")
class ThreadCases {
  private static final List<Socket> KEPT = new CopyOnWriteArrayList<>();
  private static final ExecutorService EARLIER = Executors.newSingleThreadExecutor();

  @SuppressWarnings("NullAway.Init")
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    server = new Server();
    EARLIER.submit(() -> "starts its thread").get();
  }

  @AfterAll
  static void stop() throws IOException {
    EARLIER.shutdown();
    server.close();
  }

  private static void keep() {
    KEPT.add(server.connect());
  }

  @Test
  void childThread_leaks() throws Exception {
    Thread thread = new Thread(() -> keep());
    thread.start();
    thread.join();
  }

  @Test
  void ownExecutor_leaks() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    executor.submit(() -> keep()).get();
    executor.shutdown();
  }

  @Test
  void ownForkJoinPool_leaks() throws Exception {
    ForkJoinPool pool = new ForkJoinPool(1);
    pool.submit(() -> keep()).get();
    pool.shutdown();
  }

  @Test
  void childOfChild_leaks() throws Exception {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Callable<String> outer =
        () -> {
          Thread thread = new Thread(() -> keep());
          thread.start();
          thread.join();
          return "";
        };
    executor.submit(outer).get();
    executor.shutdown();
  }

  @Test
  void virtualThread_leaks() throws Exception {
    Thread thread = Threads.virtualOrPlain(() -> keep());
    thread.join();
  }

  @Test
  @Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
  void timeoutThread_leaks() {
    keep();
  }

  @Test
  void earlierThread_leavesItToTheClass() throws Exception {
    EARLIER.submit(() -> keep()).get();
  }

  @Test
  void interruptedThread_leaks() {
    keep();
    Thread.currentThread().interrupt();
  }

  @Test
  void childThread_isClean() throws Exception {
    Callable<String> task =
        () -> {
          server.connect().close();
          return "";
        };
    ExecutorService executor = Executors.newSingleThreadExecutor();
    executor.submit(task).get();
    executor.shutdown();
  }
}
