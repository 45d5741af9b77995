package dev.sockwatch.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileDescriptor;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each door tells the observer its event, and nothing when there is nothing to tell. */
class HooksTellTheObserverTest {
  private final RecordingObserver observer = new RecordingObserver();
  private final FileDescriptor fd = IOUtil.descriptor(7);

  @BeforeEach
  void install() {
    SocketHooks.install(observer);
  }

  @AfterEach
  void remove() {
    SocketHooks.install(null);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void door_tellsItsEvent(Door door) {
    door.use();

    assertThat(observer.told).containsExactly(door.told());
  }

  @ParameterizedTest
  @MethodSource("dev.sockwatch.hooks.Door#withDescriptor")
  void noDescriptor_isIgnored(Door door) {
    long before = HookErrors.count();

    door.call().with(null);

    assertThat(observer.told).isEmpty();
    assertThat(HookErrors.count()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void noObserver_isIgnored(Door door) {
    SocketHooks.install(null);
    long before = HookErrors.count();

    door.use();

    assertThat(observer.told).isEmpty();
    assertThat(HookErrors.count()).isEqualTo(before);
  }

  @Test
  void closedDescriptor_isToldByItsNumber() {
    SocketHooks.closing("owner", new FileDescriptor());

    assertThat(observer.told).containsExactly("closing owner -1");
  }

  @Test
  void connectInProgress_isNotToldAsConnected() {
    SocketHooks.connected(false, "owner", fd);

    assertThat(observer.told).isEmpty();
  }

  @Test
  void readsAndWritesThatMovedNothing_areNotTold() {
    for (int n : new int[] {0, -2, -3}) { // IOStatus.UNAVAILABLE, INTERRUPTED
      SocketHooks.read(n, fd);
      SocketHooks.read((long) n, fd);
      SocketHooks.wrote(n, fd);
      SocketHooks.wrote((long) n, fd);
    }
    SocketHooks.wrote(-1, fd);
    SocketHooks.wrote(-1L, fd);

    assertThat(observer.told).isEmpty();
  }

  static Stream<Door> doors() {
    return Stream.concat(Door.withDescriptor().stream(), Door.withoutDescriptor().stream());
  }
}
