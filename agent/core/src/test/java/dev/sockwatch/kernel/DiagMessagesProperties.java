package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a netlink socket gives is sockets or an error in words. */
class DiagMessagesProperties {
  private static final int SEQUENCE = 2;

  @Property
  void bytes_areSocketsOrAnError(@ForAll byte[] bytes) {
    assertRead(ByteBuffer.wrap(bytes));
  }

  @Property
  void messages_areSocketsOrAnError(@ForAll("messages") List<byte[]> messages) {
    ByteBuffer all = ByteBuffer.allocate(messages.stream().mapToInt(m -> m.length).sum());
    messages.forEach(all::put);
    assertRead(all.flip());
  }

  /** Headers that are right most of the time, around anything. */
  @Provide
  Arbitrary<List<byte[]>> messages() {
    return Combinators.combine(
            Arbitraries.of(16, 20, 36, 88, 89, 100, 128, 200),
            Arbitraries.of(0, 0, 0, 0, 1, -1, 40, -200, 1 << 30, Integer.MIN_VALUE),
            Arbitraries.of(0, 2, 3, 20, 20, 20, 20, 300),
            Arbitraries.of(SEQUENCE, SEQUENCE, SEQUENCE, 1),
            Arbitraries.randomValue(DiagMessagesProperties::content))
        .as(DiagMessagesProperties::message)
        .list()
        .ofMaxSize(5);
  }

  private static byte[] content(Random random) {
    byte[] content = new byte[200];
    random.nextBytes(content);
    return content;
  }

  private static byte[] message(int length, int more, int type, int sequence, byte[] content) {
    byte[] message = new byte[DiagMessages.align(length)];
    System.arraycopy(content, 0, message, 0, length);
    ByteBuffer header = ByteBuffer.wrap(message).order(ByteOrder.nativeOrder());
    header.putInt(length + more).putShort((short) type).putShort((short) 2).putInt(sequence);
    if (type == 20 && length > 100) { // an attribute that may be longer than there is room
      header.putShort(88, (short) (content[0] & 0x1f));
      header.putShort(90, (short) (content[1] & 0xf));
    }
    return message;
  }

  private static void assertRead(ByteBuffer bytes) {
    ByteBuffer received = bytes.order(ByteOrder.nativeOrder());
    ListedRows sockets = new ListedRows(any -> true);
    List<UnixSocket> unixSockets = new ArrayList<>();
    try {
      boolean unused = DiagMessages.read(received, SEQUENCE, sockets);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    try {
      boolean unused = UnixDiagMessages.read(received, SEQUENCE, unixSockets);
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    assertThat(sockets.kept()).hasSizeLessThanOrEqualTo(bytes.limit() / 88);
    assertThat(unixSockets).hasSizeLessThanOrEqualTo(bytes.limit() / 32);
    assertThat(sockets.kept().toString()).isNotNull();
  }
}
