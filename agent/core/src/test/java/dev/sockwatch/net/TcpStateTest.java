package dev.sockwatch.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** States have the numbers of Linux {@code include/net/tcp_states.h}. */
class TcpStateTest {
  @ParameterizedTest
  @CsvSource({
    "1, ESTABLISHED",
    "2, SYN_SENT",
    "3, SYN_RECV",
    "4, FIN_WAIT1",
    "5, FIN_WAIT2",
    "6, TIME_WAIT",
    "7, CLOSE",
    "8, CLOSE_WAIT",
    "9, LAST_ACK",
    "10, LISTEN",
    "11, CLOSING",
    "12, NEW_SYN_RECV"
  })
  void number_isTheKernels(int number, TcpState state) {
    assertThat(TcpState.of(number)).isEqualTo(state);
    assertThat(state.number()).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 13, 255})
  void otherNumber_isRefused(int number) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TcpState.of(number))
        .withMessage("no TCP state has the number " + number);
  }
}
