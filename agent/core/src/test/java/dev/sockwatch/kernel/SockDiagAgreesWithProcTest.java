package dev.sockwatch.kernel;

import static java.net.StandardProtocolFamily.INET;
import static java.net.StandardProtocolFamily.INET6;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On this very kernel sock_diag and /proc/net/tcp say the same of the same sockets. */
class SockDiagAgreesWithProcTest {
  private static final Set<TcpState> ALL = EnumSet.allOf(TcpState.class);

  /** What both lists know, and what does not run on between two looks. */
  private record Common(
      TcpState state,
      Endpoint local,
      @Nullable Endpoint remote,
      boolean ipv6,
      Timer timer,
      int retransmits,
      long receiveQueueBytes,
      long sendQueueBytes,
      long uid,
      long inode) {

    static Common of(KernelSocket socket) {
      return new Common(
          socket.state(),
          socket.local(),
          socket.remote(),
          socket.ipv6(),
          socket.timer(),
          socket.retransmits(),
          socket.receiveQueueBytes(),
          socket.state() == TcpState.LISTEN ? 0 : socket.sendQueueBytes().orElseThrow(),
          socket.uid(),
          socket.inode());
    }
  }

  private final SocketList diag;
  private final SocketList proc = new ProcNetTcp();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final Set<Integer> ports = new HashSet<>();

  SockDiagAgreesWithProcTest() throws IOException {
    this.diag = new SockDiag(new JnaNativeCalls());
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!open.isEmpty()) {
      open.pop().close();
    }
  }

  @Test
  void ipv4() throws IOException {
    connectAndWrite(listen(INET, "127.0.0.1", 5), INET, 1000);

    assertThat(agreed(3, TcpState.ESTABLISHED, 1000)).noneMatch(KernelSocket::ipv6);
  }

  @Test
  void ipv6() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/net/if_inet6")), "IPv6 is on");
    connectAndWrite(listen(INET6, "::1", 5), INET6, 1000);

    assertThat(agreed(3, TcpState.ESTABLISHED, 1000))
        .allMatch(KernelSocket::ipv6)
        .allMatch(socket -> socket.local().isLoopback() && !socket.local().ipv4());
  }

  @Test
  void ipv4ByIpv6Sockets() throws IOException {
    assumeTrue(Files.exists(Path.of("/proc/self/net/if_inet6")), "IPv6 is on");
    connectAndWrite(listen(INET6, "127.0.0.1", 5), INET6, 1000);

    assertThat(agreed(3, TcpState.ESTABLISHED, 1000))
        .allMatch(KernelSocket::ipv6)
        .allMatch(socket -> socket.local().isLoopback() && socket.local().ipv4());
  }

  @Test
  void filledAcceptQueue_isItsLengthAndLimit() throws IOException {
    ServerSocketChannel server = listen(INET, "127.0.0.1", 4);
    for (int i = 0; i < 3; i++) {
      connect(server, INET);
    }

    List<KernelSocket> sockets = agreed(7, TcpState.LISTEN, 3);

    KernelSocket listener = in(TcpState.LISTEN, sockets);
    assertThat(listener.sendQueueBytes()).hasValue(4);
    assertThat(listener.remote()).isNull();
    assertThat(sockets).filteredOn(socket -> socket.inode() == 0).as("not accepted").hasSize(3);
  }

  @Test
  void connectionThatIsNotAnswered_isRetransmitted() throws IOException {
    ServerSocketChannel server = listen(INET, "127.0.0.1", 1);
    connect(server, INET);
    connect(server, INET); // the queue takes one more than its limit
    SocketChannel late = kept(SocketChannel.open(INET));
    late.configureBlocking(false);
    assertThat(late.connect(server.getLocalAddress())).isFalse();

    List<KernelSocket> sockets = agreed(6, TcpState.SYN_SENT, 0);

    assertThat(in(TcpState.SYN_SENT, sockets).timer()).isEqualTo(Timer.ON);
    assertThat(in(TcpState.SYN_SENT, sockets).sendQueueBytes()).hasValue(1);
  }

  @Test
  void keepalive_isATimer() throws IOException {
    ServerSocketChannel server = listen(INET, "127.0.0.1", 5);
    connect(server, INET).setOption(StandardSocketOptions.SO_KEEPALIVE, true);
    kept(server.accept());

    assertThat(agreed(3, TcpState.ESTABLISHED, 0))
        .anyMatch(s -> s.timer() == Timer.KEEPALIVE && s.timerMillis() > 0);
  }

  @Test
  void unreadDataAndEnd_areCounted() throws IOException {
    connectAndWrite(listen(INET, "127.0.0.1", 5), INET, 300).shutdownOutput();

    List<KernelSocket> sockets = agreed(3, TcpState.FIN_WAIT2, 0); // acknowledged after 40 ms

    assertThat(in(TcpState.CLOSE_WAIT, sockets).receiveQueueBytes()).isEqualTo(301);
    assertThat(in(TcpState.CLOSE_WAIT, sockets).shutdown()).hasValue(1);
    assertThat(in(TcpState.CLOSE_WAIT, sockets).memory()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(in(TcpState.FIN_WAIT2, sockets).shutdown()).hasValue(2);
  }

  @Test
  void timeWait_isListedWithItsEnd() throws IOException {
    ServerSocketChannel server = listen(INET, "127.0.0.1", 5);
    SocketChannel client = connect(server, INET);
    SocketChannel accepted = kept(server.accept());
    client.shutdownOutput();
    assertThat(accepted.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    accepted.close();
    client.close();

    KernelSocket byDiag = in(TcpState.TIME_WAIT, agreed(2, TcpState.TIME_WAIT, 0));
    KernelSocket byProc = in(TcpState.TIME_WAIT, ours(proc, EnumSet.of(TcpState.TIME_WAIT)));

    assertThat(byDiag.timer()).isEqualTo(Timer.TIMEWAIT);
    assertThat(byDiag.inode()).isZero();
    assertThat(byDiag.timerMillis()).isBetween(1L, 60_000L);
    assertThat(byProc.timerMillis()).isCloseTo(byDiag.timerMillis(), within(10_000L));
  }

  @Test
  void otherStates_areLeftOut() throws IOException {
    connectAndWrite(listen(INET, "127.0.0.1", 5), INET, 1);
    agreed(3, TcpState.ESTABLISHED, 1);

    for (SocketList list : List.of(diag, proc)) {
      assertThat(ours(list, EnumSet.of(TcpState.LISTEN, TcpState.CLOSE_WAIT)))
          .as(list.name())
          .extracting(KernelSocket::state)
          .containsExactly(TcpState.LISTEN);
    }
  }

  private ServerSocketChannel listen(ProtocolFamily family, String address, int backlog)
      throws IOException {
    ServerSocketChannel server = kept(ServerSocketChannel.open(family));
    server.bind(new InetSocketAddress(address, 0), backlog);
    ports.add(((InetSocketAddress) server.getLocalAddress()).getPort());
    return server;
  }

  private SocketChannel connect(ServerSocketChannel server, ProtocolFamily family)
      throws IOException {
    SocketChannel client = kept(SocketChannel.open(family));
    client.connect(server.getLocalAddress());
    return client;
  }

  private SocketChannel connectAndWrite(
      ServerSocketChannel server, ProtocolFamily family, int bytes) throws IOException {
    SocketChannel client = connect(server, family);
    kept(server.accept());
    assertThat(client.write(ByteBuffer.allocate(bytes))).isEqualTo(bytes);
    return client;
  }

  private <T extends AutoCloseable> T kept(T closeable) {
    open.push(closeable);
    return closeable;
  }

  /** As sock_diag lists them, as soon as both lists agree and have settled; fails if never. */
  private List<KernelSocket> agreed(int count, TcpState state, long receiveQueue)
      throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    List<KernelSocket> byDiag;
    Set<Common> seenByDiag;
    Set<Common> seenByProc;
    boolean settled;
    do {
      byDiag = ours(diag, ALL);
      seenByDiag = byDiag.stream().map(Common::of).collect(Collectors.toSet());
      seenByProc = ours(proc, ALL).stream().map(Common::of).collect(Collectors.toSet());
      settled =
          byDiag.size() == count
              && seenByDiag.equals(seenByProc)
              && byDiag.stream()
                  .anyMatch(s -> s.state() == state && s.receiveQueueBytes() == receiveQueue);
    } while (!settled && System.nanoTime() - deadline < 0);
    assertThat(seenByDiag).containsExactlyInAnyOrderElementsOf(seenByProc).hasSize(count);
    assertThat(settled).as("%s with %d in %s", state, receiveQueue, byDiag).isTrue();
    return byDiag;
  }

  private List<KernelSocket> ours(SocketList list, Set<TcpState> states) throws IOException {
    return list.sockets(states, true).stream()
        .filter(s -> isOurs(s.local()) || isOurs(s.remote()))
        .toList();
  }

  private boolean isOurs(@Nullable Endpoint endpoint) {
    return endpoint != null && endpoint.isLoopback() && ports.contains(endpoint.port());
  }

  private static KernelSocket in(TcpState state, List<KernelSocket> sockets) {
    List<KernelSocket> found = sockets.stream().filter(s -> s.state() == state).toList();
    assertThat(found).as(state.name()).hasSize(1);
    return found.get(0);
  }
}
