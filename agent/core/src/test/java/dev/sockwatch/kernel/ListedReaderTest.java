package dev.sockwatch.kernel;

import static dev.sockwatch.kernel.KernelSocketBuilder.LOCAL;
import static dev.sockwatch.kernel.KernelSocketBuilder.REMOTE;
import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where descriptors cannot be asked, a socket is known as far as the kernel lists its inode. */
class ListedReaderTest {
  private static final int ANY_FD = 7;

  private final FakeSocketList list = new FakeSocketList();
  private final ListedReader reader = new ListedReader(list);

  @Test
  void listedSocket_isKnownByItsInode() {
    list.has(row().inode(10).build(), row().inode(11).state(TcpState.CLOSE_WAIT).build());

    reader.beginRound();

    assertThat(reader.isByInode()).isTrue();
    assertThat(requireNonNull(reader.tcpInfo(ANY_FD, 10)).state()).isEqualTo(TcpState.ESTABLISHED);
    assertThat(requireNonNull(reader.tcpInfo(ANY_FD, 11)).state()).isEqualTo(TcpState.CLOSE_WAIT);
    assertThat(reader.protocol(ANY_FD, 10)).isEqualTo(Protocol.TCP);
    assertThat(reader.local(ANY_FD, 10)).isEqualTo(LOCAL);
    assertThat(reader.remote(ANY_FD, 10)).isEqualTo(REMOTE);
  }

  @Test
  void listedState_isAllThatIsKnownOfTcpInfo() {
    list.has(row().inode(10).build());
    reader.beginRound();

    TcpInfo info = requireNonNull(reader.tcpInfo(ANY_FD, 10));

    assertThat(info.length()).isEqualTo(1);
    assertThat(info.get(TcpInfoField.BYTES_RECEIVED)).isEmpty();
  }

  @Test
  void everyState_isListedOncePerRound() {
    reader.beginRound();
    reader.tcpInfo(ANY_FD, 10);
    reader.protocol(ANY_FD, 11);

    assertThat(list.asked).containsExactly(EnumSet.allOf(TcpState.class) + " false");
  }

  @Test
  void socketThatIsNotListed_isUnknown() {
    list.has(row().build()); // without an inode, as the unknown one is asked for
    reader.beginRound();

    for (long inode : new long[] {0, 99}) {
      assertThat(reader.tcpInfo(ANY_FD, inode)).isNull();
      assertThat(reader.protocol(ANY_FD, inode)).isEqualTo(Protocol.UNKNOWN);
      assertThat(reader.unreadBytes(ANY_FD, inode)).isEmpty();
      assertThat(reader.local(ANY_FD, inode)).isNull();
      assertThat(reader.remote(ANY_FD, inode)).isNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ESTABLISHED, 0, 0",
    "ESTABLISHED, 700, 700",
    "CLOSE_WAIT, 701, 700", // the FIN is not data
    "CLOSE_WAIT, 1, 0",
    "CLOSE_WAIT, 0, 0"
  })
  void unreadBytes_areTheQueueWithoutTheFin(TcpState state, long queued, long expected) {
    list.has(row().inode(10).state(state).unread(queued).build());
    reader.beginRound();

    assertThat(reader.unreadBytes(ANY_FD, 10)).hasValue(expected);
  }

  @Test
  void acceptQueue_isNotUnreadBytes() {
    list.has(row().inode(10).state(TcpState.LISTEN).remote(null).unread(3).build());
    reader.beginRound();

    assertThat(reader.unreadBytes(ANY_FD, 10)).isEmpty();
    assertThat(reader.remote(ANY_FD, 10)).isNull();
  }

  @Test
  void listThatCannotBeRead_leavesNothingOld() {
    list.has(row().inode(10).build());
    reader.beginRound();

    list.refuses(new IOException("Too many open files"));
    reader.beginRound();
    assertThat(reader.tcpInfo(ANY_FD, 10)).isNull();

    list.has(row().inode(10).build());
    reader.beginRound();
    assertThat(reader.tcpInfo(ANY_FD, 10)).isNotNull();
  }

  @Test
  void socketThatIsGone_isForgotten() {
    list.has(row().inode(10).build());
    reader.beginRound();

    list.has(row().inode(11).build());
    reader.beginRound();

    assertThat(reader.tcpInfo(ANY_FD, 10)).isNull();
    assertThat(reader.tcpInfo(ANY_FD, 11)).isNotNull();
  }

  @Test
  void options_areUnknown() {
    list.has(row().inode(10).build());
    reader.beginRound();

    assertThat(reader.option(ANY_FD, SocketOption.SO_KEEPALIVE)).isEmpty();
    assertThat(reader.congestionControl(ANY_FD)).isNull();
  }
}
