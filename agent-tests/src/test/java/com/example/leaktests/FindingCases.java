package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A test that closes in the end, but too late for a finding. */
class FindingCases {
  private static final long LONG_NANOS = 2_000_000_000L;

  private static void holdInCloseWait() throws IOException {
    Socket socket;
    try (Server server = new Server()) {
      socket = server.connect();
      server.awaitAccepted();
    }
    try (socket) {
      if (socket.getInputStream().read() == -1) {
        LockSupport.parkNanos(LONG_NANOS);
      }
    }
  }

  @Test
  @NoSocketLeaks
  void leaksOnly_passes() throws IOException {
    holdInCloseWait();
  }

  @Test
  @NoSocketLeaks(alsoFailOn = {"close-wait", "close-weight"})
  void unknownFinding_fails() {}

  @Test
  @NoSocketLeaks(alsoFailOn = "close-wait")
  void findingsToo_fails() throws IOException {
    holdInCloseWait();
  }
}
