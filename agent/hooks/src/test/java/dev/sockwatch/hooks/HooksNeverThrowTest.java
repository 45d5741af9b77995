package dev.sockwatch.hooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.sockwatch.hooks.transport.TransportHooks;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that goes wrong behind a door reaches the application, and none of it is lost. */
class HooksNeverThrowTest {
  private final RecordingObserver observer = new RecordingObserver();

  /** No other test makes a hook fail, so this is the first failure of the JVM. */
  @BeforeAll
  static void firstFailure() {
    assertThat(HookErrors.count()).isZero();
    assertThat(HookErrors.first()).isNull();
    RecordingObserver failing = new RecordingObserver();
    failing.toThrow = new StackOverflowError("the first one");
    SocketHooks.install(failing);
    SocketHooks.exiting();
    assertThat(HookErrors.count()).isEqualTo(1);
  }

  @BeforeEach
  void install() {
    SocketHooks.install(observer);
    SocketHooks.permit(TransportHooksTest.only(TransportHooksTest.class));
  }

  @AfterEach
  void remove() {
    SocketHooks.install(null);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void observerThatThrows_isCounted(Door door) {
    long before = HookErrors.count();

    observer.toThrow = new IllegalStateException("unchecked");
    assertThatCode(door::use).doesNotThrowAnyException();
    observer.toThrow = new Exception("checked");
    assertThatCode(door::use).doesNotThrowAnyException();
    observer.toThrow = new NoClassDefFoundError("error");
    assertThatCode(door::use).doesNotThrowAnyException();

    assertThat(observer.told).hasSize(3);
    assertThat(HookErrors.count()).isEqualTo(before + 3);
    assertThat(HookErrors.first()).hasMessage("the first one");
  }

  @ParameterizedTest
  @MethodSource("doorsOfTransports")
  void callerThatIsNotWoven_isRefusedAndCounted(Door door) {
    SocketHooks.permit(TransportHooksTest.only(String.class));
    long before = HookErrors.count();

    door.use();

    assertThat(observer.told).isEmpty();
    assertThat(HookErrors.count()).isGreaterThan(before);
  }

  @Test
  void callByReflection_isTheCallersOwn() throws ReflectiveOperationException {
    SocketHooks.permit(TransportHooksTest.only(String.class));

    TransportHooks.class.getMethod("released", boolean.class, int.class).invoke(null, true, 7);

    assertThat(observer.told).isEmpty();
  }

  static Stream<Door> doorsOfTransports() {
    return TransportHooksTest.doors();
  }

  static Stream<Door> doors() {
    return Stream.concat(HooksTellTheObserverTest.doors(), TransportHooksTest.doors());
  }
}
