package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether the peer of a Unix domain socket has ended, as the kernel says. */
class UnixDiagTest {
  private static final int DONE = 3;

  @Test
  void message_isReadWithQueueAndShutdown() throws IOException {
    ByteBuffer received = ByteBuffer.allocate(128).order(ByteOrder.nativeOrder());
    received.putInt(52).putShort((short) 20).putShort((short) 2).putInt(1).putInt(0);
    received.put((byte) 1).put((byte) 1).put((byte) 1).put((byte) 0).putInt(4711).putLong(7);
    received.putShort((short) 12).putShort((short) 4).putInt(55).putInt(0); // queues
    received.putShort((short) 5).putShort((short) 6).put((byte) 3); // shutdown
    received.position(52).limit(52);
    List<UnixSocket> found = new ArrayList<>();

    assertThat(UnixDiagMessages.read(received.position(0), 1, found)).isFalse();

    assertThat(found).containsExactly(new UnixSocket(4711, 3, 55));
    assertThat(found.get(0).isInputEnded()).isTrue();
    assertThat(new UnixSocket(1, 2, 0).isInputEnded()).as("we have shut down sending").isFalse();
  }

  @Test
  void endOfTheDump_isTold() throws IOException {
    ByteBuffer received = ByteBuffer.allocate(20).order(ByteOrder.nativeOrder());
    received.putInt(20).putShort((short) DONE).putShort((short) 2).putInt(1).putInt(0).putInt(0);

    assertThat(UnixDiagMessages.read(received.position(0), 1, new ArrayList<>())).isTrue();
  }

  @Test
  void cutMessage_isAnError() {
    ByteBuffer received = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
    received.putInt(24).putShort((short) 20).putShort((short) 2).putInt(1).putInt(0);

    assertThatThrownBy(() -> UnixDiagMessages.read(received.position(0), 1, new ArrayList<>()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void peerThatClosed_isSeenInTheKernel(@TempDir Path directory) throws IOException {
    UnixDomainSocketAddress address = UnixDomainSocketAddress.of(directory.resolve("s"));
    SockDiag kernel = new SockDiag(new JnaNativeCalls());
    ProcessDescriptors descriptors = new ProcessDescriptors();
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(address);
      Map<Long, Integer> before = sockets(descriptors);
      try (SocketChannel client = SocketChannel.open(address)) {
        SocketChannel server = listener.accept();
        client.write(ByteBuffer.wrap(new byte[5]));
        Map<Long, Integer> opened = sockets(descriptors);
        opened.keySet().removeAll(before.keySet());
        assertThat(of(kernel, opened)).hasSize(2).noneMatch(UnixSocket::isInputEnded);
        assertThat(of(kernel, opened)).anyMatch(s -> s.receiveQueueBytes() == 5);

        server.close();

        assertThat(of(kernel, opened)).singleElement().matches(UnixSocket::isInputEnded);
      }
    }
    Files.delete(directory.resolve("s"));
  }

  private static List<UnixSocket> of(SockDiag kernel, Map<Long, Integer> ours) throws IOException {
    return kernel.unixSockets().stream().filter(s -> ours.containsKey(s.inode())).toList();
  }

  private static Map<Long, Integer> sockets(ProcessDescriptors descriptors) throws IOException {
    Map<Long, Integer> inodes = new HashMap<>();
    for (int fd : descriptors.numbers()) {
      long inode = descriptors.socketInode(fd);
      if (inode != 0) {
        inodes.put(inode, fd);
      }
    }
    return inodes;
  }
}
