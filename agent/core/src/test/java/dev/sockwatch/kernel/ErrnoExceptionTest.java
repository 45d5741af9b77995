package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A refusal of the kernel is named, and what passes is told from what stays. */
class ErrnoExceptionTest {
  @ParameterizedTest
  @CsvSource({
    "1, EPERM",
    "2, ENOENT",
    "4, EINTR",
    "11, EAGAIN",
    "12, ENOMEM",
    "13, EACCES",
    "22, EINVAL",
    "23, ENFILE",
    "24, EMFILE",
    "38, ENOSYS",
    "93, EPROTONOSUPPORT",
    "95, EOPNOTSUPP",
    "97, EAFNOSUPPORT",
    "105, ENOBUFS"
  })
  void knownNumber_isNamed(int errno, String name) {
    assertThat(new ErrnoException("send(2)", errno))
        .hasMessage("send(2): errno " + errno + " (" + name + ")");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 999})
  void otherNumber_isGivenAsItIs(int errno) {
    assertThat(new ErrnoException("send(2)", errno)).hasMessage("send(2): errno " + errno);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 11, 12, 23, 24, 105})
  void wantOfDescriptorsOrMemory_passes(int errno) {
    assertThat(new ErrnoException("send(2)", errno).isPassing()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 13, 22, 38, 93, 95, 97, 999})
  void refusal_stays(int errno) {
    assertThat(new ErrnoException("send(2)", errno).isPassing()).isFalse();
  }
}
