package dev.sockwatch.hooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.hooks.transport.TransportHooks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The doors of native transports tell the observer. */
class TransportHooksTest {
  private static final Object CHANNEL = "channel";
  private static final InetSocketAddress REMOTE = InetSocketAddress.createUnresolved("db", 5432);

  private final RecordingObserver observer = new RecordingObserver();

  @BeforeEach
  void install() {
    SocketHooks.install(observer);
    SocketHooks.permit(only(TransportHooksTest.class));
  }

  @AfterEach
  void remove() {
    SocketHooks.install(null);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void door_tellsTheObserver(Door door) {
    door.use();

    assertThat(observer.told).containsExactly(door.told());
  }

  @ParameterizedTest
  @MethodSource("doors")
  void nobodyInstalled_isNoError(Door door) {
    SocketHooks.install(null);
    long before = HookErrors.count();

    door.use();

    assertThat(observer.told).isEmpty();
    assertThat(HookErrors.count()).isEqualTo(before);
  }

  /** The one class that may call. */
  static ClassValue<Boolean> only(Class<?> woven) {
    return new ClassValue<>() {
      @Override
      protected Boolean computeValue(Class<?> type) {
        return type == woven;
      }
    };
  }

  @Test
  void resultThatSaysNo_isNotTold() {
    TransportHooks.connected(false, CHANNEL, 7);
    TransportHooks.released(false, 7);
    TransportHooks.read(0, 7);
    TransportHooks.readCompleted(-11, 7); // EAGAIN
    TransportHooks.wrote(-1, 7);

    assertThat(observer.told).isEmpty();
  }

  @Test
  void closeOfAPendingConnect_isAFailureWithTheReasonOfItsPromise() {
    CompletableFuture<Void> late = new CompletableFuture<>();
    late.completeExceptionally(new SocketTimeoutException("after 3 s"));

    TransportHooks.closing(CHANNEL, 7, late);

    assertThat(observer.told)
        .containsExactly("connectFailed channel 7 after 3 s", "closing channel 7");
  }

  @Test
  void closeOfAPendingConnect_neverWaits() {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    cancelled.cancel(false);

    TransportHooks.closing(CHANNEL, 7, new CompletableFuture<Void>());
    TransportHooks.closing(CHANNEL, 8, cancelled);

    assertThat(observer.told)
        .containsExactly(
            "connectFailed channel 7 null",
            "closing channel 7",
            "connectFailed channel 8 null",
            "closing channel 8");
  }

  static Stream<Door> doors() {
    return Stream.of(
        door("opened channel 7 4", () -> TransportHooks.opened(CHANNEL, 7, 4)),
        door("accepted channel 7 4", () -> TransportHooks.accepted(CHANNEL, 7, 4)),
        door("opened channel 7 4", () -> TransportHooks.openedOrAccepted(CHANNEL, 7, null)),
        door("accepted channel 7 4", () -> TransportHooks.openedOrAccepted(CHANNEL, 7, "parent")),
        door(
            "connectStarted channel 7 db/<unresolved>:5432",
            () -> TransportHooks.connectStarted(CHANNEL, 7, REMOTE)),
        door("connectStarted channel 7 null", () -> TransportHooks.connectStarted(CHANNEL, 7, "?")),
        door("connected channel 7", () -> TransportHooks.connected(CHANNEL, 7)),
        door("connected channel 7", () -> TransportHooks.connected(true, CHANNEL, 7)),
        door(
            "connectFailed channel 7 refused",
            () -> TransportHooks.connectFailed(new Exception("refused"), CHANNEL, 7)),
        door("listening null 7", () -> TransportHooks.listening(7)),
        door("endOfInput 7", () -> TransportHooks.read(-1, 7)),
        door("endOfInput 7", () -> TransportHooks.readCompleted(0, 7)),
        door("received 7", () -> TransportHooks.read(5, 7)),
        door("received 7", () -> TransportHooks.readCompleted(5, 7)),
        door("readFailed 7 Connection reset", () -> TransportHooks.readCompleted(-104, 7)),
        door("sent 7 5", () -> TransportHooks.wrote(5, 7)),
        door("sent 7 5", () -> TransportHooks.wrote(5L, 7)),
        door("readFailed 7 gone", () -> TransportHooks.readFailed(new IOException("gone"), 7)),
        door("writeFailed 7 gone", () -> TransportHooks.writeFailed(new IOException("gone"), 7)),
        door("inputShutdown null 7", () -> TransportHooks.shutdown(7, true, false)),
        door("outputShutdown null 7", () -> TransportHooks.shutdown(7, false, true)),
        door("closing channel 7", () -> TransportHooks.closing(CHANNEL, 7, null)),
        door("released 7", () -> TransportHooks.released(true, 7)),
        door("failed refused", () -> TransportHooks.failed(new Exception("refused"))));
  }

  private static Door door(String told, Runnable call) {
    return new Door(told, ignored -> call.run());
  }
}
