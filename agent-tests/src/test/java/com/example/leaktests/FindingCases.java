package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A test that closes in the end, but too late for a finding. */
class FindingCases {
  private static final long LONG_NANOS = 2_000_000_000L;
  private static final int MESSAGES = 40;

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

  /**
   * All is closed; but the kernel holds each second write for the peer's delayed acknowledgement.
   */
  @Test
  @NoSocketLeaks(alsoFailOn = {"nagle-stall", "connection-per-request"})
  void heldWrites_fail() throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket accepted = listener.accept()) {
      for (int i = 0; i < MESSAGES; i++) {
        client.getOutputStream().write(new byte[4]);
        client.getOutputStream().write(new byte[8]);
        if (accepted.getInputStream().readNBytes(12).length < 12) {
          throw new IOException("cut off");
        }
        accepted.getOutputStream().write(1);
        if (client.getInputStream().read() < 0) {
          throw new IOException("no answer");
        }
      }
    }
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
