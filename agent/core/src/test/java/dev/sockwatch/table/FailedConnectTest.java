package dev.sockwatch.table;

import static dev.sockwatch.hooks.SocketHooks.ASYNCHRONOUS_CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Role;
import dev.sockwatch.table.EventCounts.Event;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.channels.AlreadyConnectedException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ConnectionPendingException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A connect that fails is counted once, whether the JDK closes before or after it throws. */
class FailedConnectTest {
  private static final InetSocketAddress REMOTE = InetSocketAddress.createUnresolved("db", 5432);

  private final SocketTable table = new SocketTable(new RecordingListener());
  private final Object owner = new Object();

  @Test
  void failureBeforeTheClose_isKept() {
    connecting(SOCKET);

    table.connectFailed(owner, 7, new ConnectException("Connection refused"));

    TrackedSocket socket = requireNonNull(table.at(7));
    assertThat(requireNonNull(socket.connectFailure()).text())
        .isEqualTo("java.net.ConnectException: Connection refused");
    assertThat(socket.role()).isEqualTo(Role.UNCONNECTED);
    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void failureWithoutAMessage_isItsClass() {
    connecting(SOCKET);
    table.connectFailed(owner, 7, new IOException());

    assertThat(requireNonNull(requireNonNull(table.at(7)).connectFailure()).text())
        .isEqualTo("java.io.IOException");
  }

  @Test
  void failureAfterTheClose_isCounted() {
    connecting(SOCKET);
    TrackedSocket socket = requireNonNull(table.at(7));
    table.closing(owner, 7);
    table.released(7);

    table.connectFailed(owner, -1, new ConnectException("Connection refused"));

    assertThat(failures()).isEqualTo(1);
    assertThat(requireNonNull(socket.connectFailure()).text())
        .isEqualTo("java.net.ConnectException: Connection refused");
  }

  @Test
  void failureTold_isNotCountedAgain() {
    connecting(SOCKET);
    table.connectFailed(owner, 7, new ConnectException("Connection refused"));
    table.connectFailed(owner, 7, new ConnectException("Connection refused"));
    table.closing(owner, 7);
    table.released(7);
    table.connectFailed(owner, -1, new ConnectException("Connection refused"));

    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void failureAfterTheClose_isNotCountedAgain() {
    connecting(SOCKET);
    table.closing(owner, 7);
    table.released(7);
    table.connectFailed(owner, -1, new ConnectException("Connection refused"));
    table.connectFailed(owner, -1, new ConnectException("Connection refused"));

    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void secondTry_mayBeConnected() {
    connecting(CHANNEL);
    table.connectFailed(owner, 7, new ConnectException("Connection refused"));
    table.connectStarted(owner, 7, REMOTE);
    table.connected(owner, 7);

    assertThat(requireNonNull(table.at(7)).role()).isEqualTo(Role.CLIENT);
    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void misuse_isNotAFailedConnection() {
    table.opened(owner, 7, CHANNEL);
    table.connectFailed(owner, 7, new IllegalArgumentException("never asked to connect"));

    table.connectStarted(owner, 7, REMOTE);
    table.connectFailed(owner, 7, new ConnectionPendingException());

    table.connected(owner, 7);
    table.connectFailed(owner, 7, new AlreadyConnectedException());

    assertThat(failures()).isZero();
    assertThat(requireNonNull(table.at(7)).connectFailure()).isNull();
    assertThat(requireNonNull(table.at(7)).isConnected()).isTrue();
  }

  @Test
  void connectOnAClosedSocket_isNotAFailedConnection() {
    table.opened(owner, 7, CHANNEL);
    table.closing(owner, 7);
    table.released(7);

    table.connectFailed(owner, -1, new IOException("closed"));

    assertThat(failures()).isZero();
  }

  @Test
  void failuresOfOthers_areNotTakenForIt() {
    connecting(SOCKET);
    table.closing(owner, 7);
    table.released(7);

    for (int i = 0; i < 5000; i++) { // some of them share its place
      table.connectFailed(new Object(), -1, new ConnectException("Connection refused"));
    }
    assertThat(failures()).isZero();

    table.connectFailed(owner, -1, new ConnectException("Connection refused"));
    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void asynchronousChannelClosedWhileConnecting_failsWithItsClose() {
    connecting(ASYNCHRONOUS_CHANNEL);

    table.closing(owner, 7);

    assertThat(failures()).isEqualTo(1);
  }

  @Test
  void asynchronousChannel_failsOnce() {
    connecting(ASYNCHRONOUS_CHANNEL);
    table.connectFailed(owner, 7, new ConnectException("Connection refused"));
    table.closing(owner, 7);
    table.released(7);
    assertThat(failures()).isEqualTo(1);

    connecting(ASYNCHRONOUS_CHANNEL);
    table.closing(owner, 7);
    table.connectFailed(owner, 7, new AsynchronousCloseException());
    assertThat(failures()).isEqualTo(2);
  }

  @Test
  void manyClosedWhileConnecting_areKeptUpToABound() {
    List<Object> owners = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      Object each = new Object();
      owners.add(each);
      table.opened(each, 7, SOCKET);
      table.connectStarted(each, 7, REMOTE);
      table.closing(each, 7);
      table.released(7);
    }

    table.connectFailed(owners.get(1999), -1, new ConnectException("Connection refused"));
    assertThat(failures()).isEqualTo(1);

    owners.forEach(o -> table.connectFailed(o, -1, new ConnectException("Connection refused")));
    assertThat(failures()).isBetween(1L, 256L);
  }

  private void connecting(int kind) {
    table.opened(owner, 7, kind);
    table.connectStarted(owner, 7, REMOTE);
  }

  private long failures() {
    return table.events().of(Event.CONNECT_FAILED);
  }
}
