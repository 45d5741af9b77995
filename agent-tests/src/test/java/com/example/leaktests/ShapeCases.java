package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import dev.sockwatch.junit.SocketScope;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of every shape that JUnit has. */
@NoSocketLeaks(grace = "100ms")
class ShapeCases {
  private static final List<Object> KEPT = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private static Server server;

  @BeforeAll
  static void start() {
    server = new Server();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void parameterized_leaksForTwo(int number) throws IOException {
    if (number == 2) {
      KEPT.add(server.connect());
    } else {
      server.connect().close();
    }
  }

  @RepeatedTest(3)
  void repeated_leaksTheThirdTime(RepetitionInfo repetition) {
    if (repetition.getCurrentRepetition() == 3) {
      KEPT.add(server.connect());
    }
  }

  @TestFactory
  Stream<DynamicTest> factory_leaksInTheSecond() {
    return IntStream.rangeClosed(1, 3)
        .mapToObj(
            i ->
                DynamicTest.dynamicTest(
                    "dynamic " + i,
                    () -> {
                      if (i == 2) {
                        KEPT.add(server.connect());
                      }
                    }));
  }

  @Test
  @NoSocketLeaks(grace = "3s")
  void lateCloser_isForgiven() {
    var socket = server.connect();
    new Thread(
            () -> {
              try {
                java.util.concurrent.locks.LockSupport.parkNanos(300_000_000L);
                socket.close();
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            })
        .start();
  }

  @Test
  void handedOver_leavesItToTheClass() {
    KEPT.add(server.connect());
    SocketScope.handOverToClass();
  }

  @Test
  void handedOverToTheSuite_isNobodys() {
    KEPT.add(server.connect());
    SocketScope.handOverToSuite();
  }

  @Test
  @NoSocketLeaks(grace = "100ms", ignore = "openedBy=com.example.leaktests.Server")
  void ignored_isClean() {
    KEPT.add(server.connect());
  }

  @Test
  @SuppressWarnings("try") // it is there to be open
  void scope_leaksInside() {
    try (SocketScope scope =
        SocketScope.open("the import").grace(java.time.Duration.ofMillis(50))) {
      KEPT.add(server.connect());
    }
  }

  /** Each instance is one test's. */
  @Nested
  class FieldCases {
    private final ServerSocket field;

    FieldCases() throws IOException {
      field = new ServerSocket(0);
    }

    @Test
    void field_leaks() {
      KEPT.add(field);
    }

    @Test
    void field_isClosed() throws IOException {
      field.close();
    }
  }

  /** Opened for each test. */
  @Nested
  class BeforeEachCases {
    @BeforeEach
    void open() {
      KEPT.add(server.connect());
    }

    @Test
    void beforeEach_leaks() {}
  }

  /** One instance for all. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class PerClassCases {
    private final ServerSocket field;

    PerClassCases() throws IOException {
      field = new ServerSocket(0);
    }

    @Test
    void first_isClean() {
      KEPT.add(field);
    }

    @Test
    void second_isClean() {}
  }
}
