package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static dev.sockwatch.kernel.KernelSocketBuilder.LOCAL;
import static dev.sockwatch.kernel.KernelSocketBuilder.REMOTE;
import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.HandMadeList;
import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.sample.ListedSockets.Descriptorless;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row of the kernel's list finds our socket, or our place where no descriptor is left. */
class ListedSocketsTest {
  private static final Endpoint AT_8080 = Endpoint.ofIpv4(0xc0000201, 8080);
  private static final Endpoint ELSEWHERE = Endpoint.ofIpv4(0xc0000263, 5432);

  private final SocketTable table = new SocketTable(new SilentListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final KnownAddresses addresses =
      new KnownAddresses(stacks, new DestinationNames(AddressMask.NONE));
  private final Object owner = new Object();

  @Test
  void row_isFoundByInode() {
    KernelSocket first = row().inode(10).build();
    KernelSocket second = row().inode(11).remote(ELSEWHERE).build();

    ListedSockets listed = HandMadeList.of(first, second);

    assertThat(listed.of(10, null, null)).isSameAs(first);
    assertThat(listed.of(11, LOCAL, REMOTE)).as("the inode counts").isSameAs(second);
  }

  @Test
  void inodeThatIsNotListed_hasNoRow() {
    assertThat(HandMadeList.of(row().inode(10).build()).of(99, LOCAL, REMOTE)).isNull();
  }

  @Test
  void rowOfUnknownInode_isFoundByBothAddresses() {
    KernelSocket connection = row().inode(10).build();
    KernelSocket listener =
        row().inode(11).local(AT_8080).remote(null).state(TcpState.LISTEN).build();

    ListedSockets listed = HandMadeList.of(connection, listener);

    assertThat(listed.of(0, LOCAL, REMOTE)).isSameAs(connection);
    assertThat(listed.of(0, AT_8080, null)).isSameAs(listener);
    assertThat(listed.of(0, LOCAL, ELSEWHERE)).isNull();
    assertThat(listed.of(0, LOCAL, null)).isNull();
    assertThat(listed.of(0, null, null)).isNull();
  }

  @Test
  void rowWithoutInode_isNobodysDescriptor() {
    ListedSockets listed = HandMadeList.of(row().build());

    assertThat(listed.of(0, LOCAL, REMOTE)).isNull();
  }

  @Test
  void endedConnections_areOursByTheirPlace() {
    TrackedSocket client = connectedAndReleased();
    KernelSocket ended = row().state(TcpState.TIME_WAIT).build();
    KernelSocket anothers = row().state(TcpState.TIME_WAIT).remote(ELSEWHERE).build();

    List<Descriptorless> ours =
        new ListedSockets(List.of(ended, anothers), addresses).withoutDescriptor();

    String site = requireNonNull(client.opening(stacks)).callSite();
    assertThat(ours)
        .containsExactly(new Descriptorless(ended, Role.CLIENT, "192.0.2.7:5432", site));
  }

  @Test
  void connectionsThatWaitToBeAccepted_areOurListeners() {
    TrackedSocket listener = listening();
    KernelSocket halfOpen = row().local(AT_8080).state(TcpState.SYN_RECV).build();
    KernelSocket waiting = row().local(AT_8080).build();
    KernelSocket closedByPeer =
        row().local(AT_8080).remote(ELSEWHERE).state(TcpState.CLOSE_WAIT).build();

    List<Descriptorless> ours =
        new ListedSockets(List.of(halfOpen, waiting, closedByPeer), addresses).withoutDescriptor();

    String site = requireNonNull(listener.opening(stacks)).callSite();
    assertThat(ours)
        .extracting(Descriptorless::socket)
        .containsExactly(halfOpen, waiting, closedByPeer);
    assertThat(ours)
        .allMatch(c -> c.role() == Role.SERVER && c.destination().equals("clients of port 8080"))
        .allMatch(c -> site.equals(c.callSite()));
  }

  @Test
  void connectionWithADescriptor_isNotCountedAgain() {
    connectedAndReleased();
    listening();
    KernelSocket open = row().inode(10).build();
    KernelSocket accepted = row().inode(11).local(AT_8080).build();

    assertThat(new ListedSockets(List.of(open, accepted), addresses).withoutDescriptor()).isEmpty();
  }

  private TrackedSocket connectedAndReleased() {
    table.opened(owner, 7, SOCKET);
    table.connectStarted(owner, 7, null);
    TrackedSocket client = requireNonNull(table.at(7));
    client.remote(REMOTE);
    table.released(7);
    addresses.beginRound(table);
    return client;
  }

  private TrackedSocket listening() {
    table.opened(owner, 8, SOCKET);
    table.listening(owner, 8);
    TrackedSocket listener = requireNonNull(table.at(8));
    listener.local(AT_8080);
    addresses.beginRound(table);
    return listener;
  }
}
