package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.DATAGRAM;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static dev.sockwatch.snapshot.IncidentSampleBuilder.incident;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.KernelSource.Choice;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.AbandonedSockets;
import dev.sockwatch.snapshot.GroupCounts;
import dev.sockwatch.snapshot.HostSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.stack.CallStack.Certainty;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A snapshot has all that the hooks saw, also where the kernel cannot be asked. */
class SocketSamplerTest {
  /** Numbers that this JVM has not open. */
  private static final int FD = 50_000;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final Object owner = new Object();

  @Test
  void sample_isWhatTheHooksSaw() {
    table.opened(owner, FD, CHANNEL);
    table.connectStarted(owner, FD, new InetSocketAddress("192.0.2.7", 5432));
    table.connectFailed(owner, FD, new IOException("refused"));

    SocketSample sample = single(sampler(1).sample(false));

    assertThat(sample.fd()).isEqualTo(FD);
    assertThat(sample.kind()).isEqualTo(SocketKind.CHANNEL);
    assertThat(sample.role()).isEqualTo(Role.UNCONNECTED);
    assertThat(sample.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(sample.opened().thread()).isEqualTo(Thread.currentThread().getName());
    assertThat(sample.opening()).isNotNull();
    assertThat(sample.connected()).isFalse();
    assertThat(requireNonNull(sample.connectFailure()).text())
        .isEqualTo("java.io.IOException: refused");
    assertThat(sample.isClosed()).isFalse();
    assertThat(sample.endOfInput()).isNull();
    assertThat(sample.ownerCollected()).isFalse();
    assertThat(sample.state()).isNull();
    assertThat(sample.protocol()).isEqualTo(Protocol.UNKNOWN);
    assertThat(sample.unreadBytes()).isEmpty();
  }

  /** As soon as a trend counts it as idle, not only when keepalive matters. */
  @Test
  void idleForOneWindow_isAskedWhatLiesUnread() {
    TcpInfo idle =
        incident()
            .state(TcpState.ESTABLISHED)
            .tcp(TcpInfoField.LAST_DATA_SENT, 31_000)
            .tcp(TcpInfoField.LAST_DATA_RECV, 31_000)
            .tcp(TcpInfoField.DATA_SEGS_IN, 1)
            .tcp(TcpInfoField.DATA_SEGS_OUT, 1)
            .build()
            .tcp();
    FakeKernel kernel =
        new FakeKernel().protocol(FD, Protocol.TCP).tcpInfo(idle).unreadBytes(126_000);
    SocketSampler.Windows windows =
        new SocketSampler.Windows(30_000_000_000L, 60_000_000_000L, 240_000_000_000L);
    table.opened(owner, FD, CHANNEL);

    SocketSampler sampler =
        new SocketSampler(table, kernel.source(), stacks, AddressMask.NONE, windows);
    assertThat(single(sampler.sample(false)).unreadBytes()).hasValue(126_000);
  }

  /** As with a native transport whose close no hook sees: the kernel has the last word. */
  @Test
  void closedSocketWhoseDescriptorIsGone_isForgotten() {
    table.opened(owner, FD, CHANNEL);
    table.closing(owner, FD);

    assertThat(sampler(1).sample(false).sockets()).isEmpty();
    assertThat(table.at(FD)).isNull();
  }

  @Test
  void closedSocketWhoseNumberIsAnothers_isForgotten() throws IOException {
    Set<Long> before = inodes();
    try (ServerSocketChannel real = ServerSocketChannel.open()) {
      assertThat(real.isOpen()).isTrue();
      int fd = descriptorOf(before);
      table.opened(owner, fd, CHANNEL);
      requireNonNull(table.at(fd)).inode(1);
      table.closing(owner, fd);

      assertThat(sampler(1).sample(false).sockets()).isEmpty();
      assertThat(table.at(fd)).isNull();
    }
  }

  @Test
  void closedSocketThatTheKernelStillHas_isSampled() throws IOException {
    Set<Long> before = inodes();
    try (ServerSocketChannel real = ServerSocketChannel.open()) {
      assertThat(real.isOpen()).isTrue();
      int fd = descriptorOf(before);
      table.opened(owner, fd, CHANNEL);
      table.closing(owner, fd);

      assertThat(single(sampler(1).sample(false)).isClosed()).isTrue();
    }
  }

  /** The one socket that is open now and was not before. */
  private static int descriptorOf(Set<Long> before) throws IOException {
    ProcessDescriptors descriptors = new ProcessDescriptors();
    return descriptors.numbers().stream()
        .filter(fd -> !before.contains(descriptors.socketInode(fd)))
        .findFirst()
        .orElseThrow();
  }

  /** With 0 for what is no socket. */
  private static Set<Long> inodes() throws IOException {
    ProcessDescriptors descriptors = new ProcessDescriptors();
    Set<Long> inodes = new HashSet<>(Set.of(0L));
    descriptors.numbers().forEach(fd -> inodes.add(descriptors.socketInode(fd)));
    return inodes;
  }

  @Test
  void endOfInput_isSampledWithItsReader() {
    table.accepted(owner, FD, SOCKET);
    table.endOfInput(FD);

    SocketSample sample = single(sampler(1).sample(false));

    assertThat(requireNonNull(sample.endOfInput()).reader()).isNotNull();
    assertThat(sample.closeWait()).as("the kernel has not said so").isNull();
  }

  @Test
  void destination_isTheOtherSideAsFarAsItIsKnown() {
    opened(0, SOCKET);
    connecting(1, InetSocketAddress.createUnresolved("db.acme.example", 5432));
    connecting(2, UnixDomainSocketAddress.of("/run/db.sock"));
    connecting(3, new InetSocketAddress("192.0.2.7", 5432)).remote(endpoint(1234));
    opened(4, DATAGRAM);
    table.accepted(owner, FD + 5, SOCKET);
    table.accepted(owner, FD + 6, SOCKET);
    requireNonNull(table.at(FD + 6)).local(endpoint(8080));
    opened(7, SOCKET).local(endpoint(8080));
    table.listening(owner, FD + 7);

    assertThat(sampler(1).sample(false).sockets())
        .extracting(SocketSample::destination)
        .containsExactly(
            "none",
            "db.acme.example:5432",
            "unix:/run/db.sock",
            "192.0.2.9:1234",
            "datagram",
            "unknown",
            "clients of port 8080",
            "port 8080");
  }

  @Test
  void connectionAcceptedByAnEventLoop_hasItsListenersStack() {
    opened(0, CHANNEL).local(endpoint(8080));
    table.listening(owner, FD);
    // A thread of the JDK's own: no frame of an application.
    CompletableFuture.runAsync(() -> table.accepted(owner, FD + 1, CHANNEL)).join();
    CompletableFuture.runAsync(() -> table.accepted(owner, FD + 2, CHANNEL)).join();
    requireNonNull(table.at(FD + 1)).local(endpoint(8080));
    requireNonNull(table.at(FD + 2)).local(endpoint(9090));

    List<SocketSample> samples = sampler(1).sample(false).sockets();

    assertThat(samples.get(1).opening()).isNotNull().isSameAs(samples.get(0).opening());
    assertThat(requireNonNull(samples.get(2).opening()).certainty()).isEqualTo(Certainty.NONE);
  }

  @Test
  void collectedSockets_areCountedBySite() {
    SocketSampler sampler = sampler(1);
    for (int i = 0; i < 3; i++) {
      opened(i, SOCKET).clear(); // what the collector does
      table.released(FD + i);
    }

    AbandonedSockets first = sampler.sample(false).collected().get(0);
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.destination()).isEqualTo("none");
    assertThat(first.opening()).isNotNull();
    assertThat(first.longestOpenNanos()).isPositive();

    opened(0, SOCKET).clear();
    table.released(FD);

    List<AbandonedSockets> later = sampler.sample(false).collected();
    assertThat(later).hasSize(1);
    assertThat(later.get(0).count()).as("since the start").isEqualTo(4);
    assertThat(later.get(0).longestOpenNanos()).isGreaterThanOrEqualTo(first.longestOpenNanos());
  }

  @Test
  void headCounts_areKeptNewestFirstUpToABound() {
    SocketSampler sampler = sampler(0);
    assertThat(sampler.sample(false).earlier()).isEmpty();
    opened(0, SOCKET);
    for (int i = 0; i < 6; i++) {
      sampler.sample(false);
    }

    List<GroupCounts> earlier = sampler.sample(false).earlier();

    assertThat(earlier).hasSize(5);
    assertThat(earlier)
        .extracting(GroupCounts::atNanos)
        .isSortedAccordingTo((a, b) -> b.compareTo(a));
  }

  @Test
  void headCounts_areTakenOnePerWindow() {
    SocketSampler sampler = sampler(Long.MAX_VALUE);
    for (int i = 0; i < 3; i++) {
      sampler.sample(false);
    }

    assertThat(sampler.sample(false).earlier()).hasSize(1);
  }

  @Test
  void process_isSampled() {
    HostSample host = sampler(1).sample(true).host();

    assertThat(host.exhausted()).isTrue();
    assertThat(host.openDescriptors()).isPresent();
  }

  private SocketSampler sampler(long trendWindowNanos) {
    return new SocketSampler(
        table,
        KernelSource.open(Choice.OFF),
        stacks,
        AddressMask.NONE,
        new SocketSampler.Windows(trendWindowNanos, 60_000_000_000L, 1));
  }

  private TrackedSocket opened(int number, int kind) {
    table.opened(owner, FD + number, kind);
    return requireNonNull(table.at(FD + number));
  }

  private TrackedSocket connecting(int number, SocketAddress remote) {
    TrackedSocket socket = opened(number, SOCKET);
    table.connectStarted(owner, FD + number, remote);
    return socket;
  }

  private static Endpoint endpoint(int port) {
    return new Endpoint(0, 0xc0000209L, port, true);
  }

  private static SocketSample single(Snapshot snapshot) {
    assertThat(snapshot.sockets()).hasSize(1);
    return snapshot.sockets().get(0);
  }
}
