package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static dev.sockwatch.kernel.KernelSocketBuilder.REMOTE;
import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Application;
import dev.sockwatch.host.HostContext;
import dev.sockwatch.host.HostSettings;
import dev.sockwatch.host.TimeWaitReuse;
import dev.sockwatch.kernel.FakeSocketList;
import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.kernel.KernelSocket.Timer;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.snapshot.DestinationPorts;
import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.snapshot.PortUse;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Ports are counted where half of them may be in use, and only those a connect cannot have. */
class PortSamplerTest {
  private static final long WINDOW = 30_000_000_000L;
  private static final int FIRST = 50_000;
  private static final int FD = 50_000;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final FakeSocketList list = new FakeSocketList();
  private final KnownAddresses addresses =
      new KnownAddresses(stacks, new DestinationNames(AddressMask.NONE));
  private final PortSampler watch = new PortSampler(table, list.source(), addresses, WINDOW);
  private final Map<String, String> settings = new HashMap<>();
  private final Object owner = new Object();

  PortSamplerTest() {
    settings.put("net.ipv4.ip_local_port_range", FIRST + " " + (FIRST + 9));
    settings.put("net.ipv4.ip_local_reserved_ports", "");
    settings.put("net.ipv4.tcp_tw_reuse", "2");
    settings.put("net.ipv4.tcp_timestamps", "1");
    table.opened(owner, FD, SOCKET);
    table.connected(owner, FD);
    requireNonNull(table.at(FD)).remote(REMOTE);
  }

  @Test
  void fewSockets_areNotListed() {
    assertThat(round(4, 0)).isEqualTo(PortUse.NONE);
    assertThat(list.asked).isEmpty();
    assertThat(round(5, 0).usable()).isEqualTo(10);
    assertThat(list.asked).hasSize(1);
  }

  @Test
  void enoughPorts_areLookedAtOnceAWindow() {
    list.has(row().build());

    assertThat(round(5, 0).destinations().get(0).used()).isEqualTo(1);
    assertThat(round(5, WINDOW - 1).destinations()).hasSize(1);
    assertThat(list.asked).hasSize(1);
    assertThat(round(5, WINDOW).destinations()).hasSize(1);
    assertThat(list.asked).hasSize(2);
  }

  @Test
  void fewPorts_areLookedAtInEveryRound() {
    list.has(
        timeWait(0, 30_000),
        timeWait(1, 30_000),
        timeWait(2, 30_000),
        timeWait(3, 30_000),
        timeWait(4, 30_000));

    assertThat(round(5, 0).destinations().get(0).timeWait()).isEqualTo(5);
    assertThat(round(5, 1).destinations().get(0).timeWait()).isEqualTo(5);
    assertThat(list.asked).hasSize(2);
    assertThat(round(4, 2)).isEqualTo(PortUse.NONE);
  }

  @Test
  void portsInTimeWait_areCountedByAge() {
    list.has(timeWait(0, 60_000), timeWait(1, 59_001), timeWait(2, 500), timeWait(2, 500));

    DestinationPorts ports = round(5, 0).destinations().get(0);
    assertThat(ports.destination()).isEqualTo("192.0.2.7:5432");
    assertThat(ports.opening()).isNotNull();
    assertThat(ports.heldSeconds()).isEqualTo(60);
    assertThat(ports.timeWait()).isEqualTo(3);
    assertThat(ports.closedSecondsAgo()).startsWith(2, 0).endsWith(0, 1);
    assertThat(ports.givenBack()).isZero();
  }

  @Test
  void portsThatTheKernelGivesBack_areNotHeld() {
    settings.put("net.ipv4.tcp_tw_reuse", "1");
    list.has(timeWait(0, 59_500), timeWait(1, 59_000), timeWait(2, 30_000));

    DestinationPorts ports = round(5, 0).destinations().get(0);
    assertThat(ports.timeWait()).isEqualTo(1);
    assertThat(ports.givenBack()).isEqualTo(2);
    assertThat(ports.heldSeconds()).isEqualTo(1);
  }

  @Test
  void openConnectionsAndListeners_holdTheirPorts() {
    list.has(
        row().local(own(0)).build(),
        row().local(own(0)).state(TcpState.FIN_WAIT1).build(),
        row().local(own(1)).build(),
        row().local(own(2)).remote(null).state(TcpState.LISTEN).build(),
        row().local(own(3)).remote(Endpoint.ofIpv4(0xc0000263, 1)).build(),
        row().local(own(10)).build());

    assertThat(round(5, 0).destinations()).hasSize(1);
    assertThat(round(5, 0).destinations().get(0).open()).isEqualTo(3);
  }

  @Test
  void poolBesideACulprit_holdsOnlyItsOwnPorts() {
    Application.run(() -> connect(10, 0));
    for (int port = 1; port <= 6; port++) {
      connect(11, port);
      table.closing(owner, 11);
      table.released(11);
      addresses.beginRound(table);
    }
    Application.run(() -> connect(11, 8)); // the pool's again: the last one that connects there
    list.has(
        row().local(own(0)).build(),
        row().local(own(8)).build(),
        timeWait(1, 30_000),
        timeWait(2, 30_000),
        timeWait(3, 30_000),
        timeWait(4, 30_000),
        timeWait(5, 30_000),
        timeWait(6, 30_000),
        timeWait(9, 30_000));

    List<PortShare> holders = round(7, 0).destinations().get(0).holders();

    assertThat(holders).extracting(PortShare::timeWait).containsExactly(6, 0, 1);
    assertThat(holders).extracting(PortShare::open).containsExactly(0, 2, 0);
    assertThat(requireNonNull(holders.get(1).opening()).callSite())
        .startsWith("com.acme.Application.run");
    assertThat(holders.get(2).opening()).as("of a neighbour").isNull();
  }

  @Test
  void closesBeyondThePairs_areSharedOutByLine() {
    Application.run(() -> connect(10, 0));
    connect(11, 8);
    TrackedSocket culprit = requireNonNull(table.at(11));
    culprit.local(null);
    addresses.noteClosed(culprit, culprit.opening(stacks), 0, true, 5);
    addresses.noteClosed(culprit, culprit.opening(stacks), 0, false, 50);
    list.has(
        row().local(own(0)).build(),
        timeWait(1, 30_000),
        timeWait(2, 30_000),
        timeWait(3, 30_000),
        timeWait(4, 30_000),
        timeWait(5, 30_000));
    table.forget(culprit);

    List<PortShare> holders = round(5, 0).destinations().get(0).holders();

    assertThat(holders).extracting(PortShare::timeWait).containsExactly(5, 0);
    assertThat(holders.get(0).opening()).isSameAs(culprit.opening(stacks));
    assertThat(holders.get(0).isEstimated()).isTrue();
  }

  private void connect(int fd, int port) {
    table.opened(owner, fd, SOCKET);
    table.connected(owner, fd);
    TrackedSocket socket = requireNonNull(table.at(fd));
    socket.remote(REMOTE);
    socket.local(own(port));
  }

  @Test
  void unknownRange_isNotLookedAt() {
    settings.remove("net.ipv4.ip_local_port_range");
    assertThat(round(500, 0)).isEqualTo(PortUse.NONE);
  }

  @Test
  void reuse_isAsTheSettingsSay() {
    Endpoint loopback = Endpoint.ofIpv4(0x7f000001, 5432);
    assertThat(reuse("2", "1").covers(own(0), REMOTE)).isFalse();
    assertThat(reuse("2", "1").covers(loopback, loopback)).isTrue();
    assertThat(reuse("1", "1").covers(own(0), REMOTE)).isTrue();
    assertThat(reuse("0", "1").covers(loopback, loopback)).isFalse();
    assertThat(reuse("1", "0").covers(loopback, loopback)).isFalse();
  }

  private static TimeWaitReuse reuse(String reuse, String timestamps) {
    return TimeWaitReuse.of(
        new HostSettings(
            Map.of("net.ipv4.tcp_tw_reuse", reuse, "net.ipv4.tcp_timestamps", timestamps)));
  }

  private PortUse round(long timeWait, long now) {
    HostContext host =
        new HostContext(new HostSettings(settings), List.of(), Map.of("tcpTimeWait", timeWait));
    return watch.round(List.of(), host, now);
  }

  private static KernelSocket timeWait(int port, long millisLeft) {
    return row()
        .local(own(port))
        .state(TcpState.TIME_WAIT)
        .timer(Timer.TIMEWAIT, millisLeft)
        .build();
  }

  private static Endpoint own(int port) {
    return Endpoint.ofIpv4(0xc0000201, FIRST + port);
  }
}
