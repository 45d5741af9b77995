package dev.sockwatch.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

/** Whoever has no such timeout, or does not let us look, has none that we know. */
class ReadTimeoutsTest {
  private final ReadTimeouts timeouts = new ReadTimeouts();

  @Test
  void ownerThatIsGone_hasNone() {
    assertThat(timeouts.of(null)).isEmpty();
  }

  @Test
  void ownerOfAnotherKind_hasNone() {
    assertThat(timeouts.of("a native transport's channel")).isEmpty();
  }

  /** A test may not enter java.base, unlike the agent. */
  @Test
  void ownerInAClosedModule_hasNoneThatWeKnow() throws IOException {
    try (SocketChannel channel = SocketChannel.open()) {
      channel.socket().setSoTimeout(1000);
      assertThat(timeouts.of(channel)).isEmpty();
    }
  }
}
