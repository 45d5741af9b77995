package com.example.leaktests;

import dev.sockwatch.junit.NoSocketLeaks;
import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test of two is watched, by an annotation of the user's own. */
class OneMethodCases {
  private static final List<Object> KEPT = new ArrayList<>();

  /** An annotation of the user's own. */
  @Retention(RetentionPolicy.RUNTIME)
  @NoSocketLeaks(grace = "200ms")
  @interface Tidy {}

  private static void open() throws IOException {
    Socket socket;
    try (Server server = new Server()) {
      socket = server.connect();
      server.awaitAccepted();
    }
    if (socket.getInputStream().read() == -1) {
      KEPT.add(socket);
    }
  }

  @Test
  void unwatched() throws IOException {
    open();
  }

  @Test
  @Tidy
  void watched() throws IOException {
    open();
  }
}
