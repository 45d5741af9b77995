package dev.sockwatch.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options have the numbers of {@code asm-generic/socket.h} and {@code linux/tcp.h}. */
class SocketOptionTest {
  private static final int SOL_SOCKET = 1;
  private static final int SO_ERROR = 4;

  @ParameterizedTest
  @CsvSource({
    "SO_DOMAIN, 1, 39",
    "SO_TYPE, 1, 3",
    "SO_PROTOCOL, 1, 38",
    "TCP_NODELAY, 6, 1",
    "SO_KEEPALIVE, 1, 9",
    "TCP_KEEPIDLE, 6, 4",
    "TCP_KEEPINTVL, 6, 5",
    "TCP_KEEPCNT, 6, 6",
    "TCP_USER_TIMEOUT, 6, 18",
    "SO_LINGER, 1, 13",
    "SO_SNDBUF, 1, 7",
    "SO_RCVBUF, 1, 8"
  })
  void number_isTheKernels(SocketOption option, int level, int number) {
    assertThat(option.level()).isEqualTo(level);
    assertThat(option.number()).isEqualTo(number);
  }

  @Test
  void pendingError_isNeverRead() {
    assertThat(SocketOption.values())
        .noneMatch(o -> o.level() == SOL_SOCKET && o.number() == SO_ERROR);
  }
}
