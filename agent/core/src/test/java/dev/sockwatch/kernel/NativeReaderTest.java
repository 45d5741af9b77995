package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions of libc say of a descriptor what the JDK says of its socket. */
class NativeReaderTest {
  private final NativeReader reader;

  NativeReaderTest() throws IOException {
    this.reader = new NativeReader(new JnaNativeCalls());
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1"})
  void connection_isKnownByItsDescriptor(String address) throws IOException {
    InetAddress loopback = InetAddress.getByName(address);
    try (ServerSocket listener = new ServerSocket(0, 1, loopback);
        Socket client = new Socket(loopback, listener.getLocalPort());
        Socket accepted = listener.accept()) {
      client.setTcpNoDelay(true);
      accepted.getOutputStream().write(new byte[3]);
      int fd = descriptorOf(client);
      assertThat(reader.tcpInfo(fd, 0)).extracting(TcpInfo::state).isEqualTo(TcpState.ESTABLISHED);
      assertThat(reader.protocol(fd, 0)).isEqualTo(Protocol.TCP);
      assertThat(reader.unreadBytes(fd, 0)).hasValue(3);
      assertThat(reader.remote(fd, 0))
          .isEqualTo(Endpoint.of((InetSocketAddress) client.getRemoteSocketAddress()));
      assertThat(reader.option(fd, SocketOption.TCP_NODELAY)).hasValue(1);
      assertThat(reader.option(fd, SocketOption.SO_LINGER)).hasValue(-1);
      client.setSoLinger(true, 7);
      assertThat(reader.option(fd, SocketOption.SO_LINGER)).hasValue(7);
      assertThat(reader.congestionControl(fd)).isNotEmpty();
    }
  }

  @Test
  void closedDescriptor_isUnknown() {
    assertThat(reader.tcpInfo(-1, 0)).isNull();
    assertThat(reader.protocol(-1, 0)).isEqualTo(Protocol.UNKNOWN);
    assertThat(reader.unreadBytes(-1, 0)).isEmpty();
    assertThat(reader.local(-1, 0)).isNull();
    assertThat(reader.remote(-1, 0)).isNull();
    assertThat(reader.option(-1, SocketOption.SO_TYPE)).isEmpty();
  }

  @Test
  void memoryOfReaders_isInNoPoolOfTheProgram() throws IOException {
    long before = direct().getCount();
    NativeReader unused = new NativeReader(new JnaNativeCalls());
    SockDiag unusedToo = new SockDiag(new JnaNativeCalls());
    assertThat(direct().getCount()).isEqualTo(before);
  }

  @Test
  void library_leavesNoFile() throws IOException {
    JnaLibrary.load();
    try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      String own = "sockwatch-" + ProcessHandle.current().pid() + "-";
      assertThat(left.map(p -> p.getFileName().toString()).filter(n -> n.startsWith(own)))
          .isEmpty();
    }
  }

  private static BufferPoolMXBean direct() {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals("direct"))
        .findAny()
        .orElseThrow();
  }

  /** By its local address, which only one descriptor of this process has. */
  private int descriptorOf(Socket socket) throws IOException {
    Endpoint local = Endpoint.of((InetSocketAddress) socket.getLocalSocketAddress());
    List<Integer> numbers = new ProcessDescriptors().numbers();
    return numbers.stream()
        .filter(fd -> local.equals(reader.local(fd, 0)))
        .findFirst()
        .orElseThrow();
  }
}
