package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static dev.sockwatch.kernel.KernelSocketBuilder.REMOTE;
import static dev.sockwatch.kernel.KernelSocketBuilder.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Application;
import dev.sockwatch.kernel.KernelSocket;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.sample.KnownAddresses.Place;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A connection without a record is ours when it is to where we listen or have connected. */
class KnownAddressesTest {
  private static final Endpoint AT_8080 = Endpoint.ofIpv4(0xc0000201, 8080);
  private static final int MAX = 1000;

  private final SocketTable table = new SocketTable(new SilentListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final KnownAddresses addresses =
      new KnownAddresses(stacks, new DestinationNames(AddressMask.NONE));
  private final Object owner = new Object();

  @Test
  void connectionToOurListener_isAClients() {
    TrackedSocket listener = listener(7);

    addresses.beginRound(table);

    assertThat(addresses.of(row().local(AT_8080).build()))
        .isEqualTo(new Place(Role.SERVER, "clients of port 8080", listener.opening(stacks)));
  }

  @Test
  void connectionToWhereWeConnected_isOurs() {
    TrackedSocket client = client(7, null);
    client.remote(REMOTE);
    table.released(7);

    addresses.beginRound(table);

    assertThat(addresses.of(row().build()))
        .isEqualTo(new Place(Role.CLIENT, "192.0.2.7:5432", client.opening(stacks)));
  }

  @Test
  void listener_countsMoreThanTheOtherSide() {
    client(7, null).remote(REMOTE);
    table.released(7);
    listener(8);

    addresses.beginRound(table);

    assertThat(role(row().local(AT_8080).build())).isEqualTo(Role.SERVER);
    assertThat(role(row().build())).isEqualTo(Role.CLIENT);
  }

  @Test
  void closedListener_isKnownStill() {
    listener(7);
    addresses.beginRound(table);
    table.released(7);
    addresses.beginRound(table);

    assertThat(role(row().local(AT_8080).build())).isEqualTo(Role.SERVER);
  }

  @Test
  void clientThatNoRoundSaw_isKnownByTheAddressItAskedFor() {
    client(7, new InetSocketAddress("192.0.2.7", 5432));
    table.released(7);

    addresses.beginRound(table);

    assertThat(addresses.of(row().build()))
        .isNotNull()
        .extracting(Place::destination)
        .isEqualTo("192.0.2.7:5432");
  }

  @Test
  void clientThatARoundSaw_isKnownByTheKernelsAddress() {
    client(7, new InetSocketAddress("192.0.2.99", 1)).remote(REMOTE);
    table.released(7);

    addresses.beginRound(table);

    assertThat(role(row().build())).isEqualTo(Role.CLIENT);
    assertThat(role(row().remote(Endpoint.ofIpv4(0xc0000263, 1)).build())).isNull();
  }

  @Test
  void unresolvedAddress_isNoPlace() {
    client(7, InetSocketAddress.createUnresolved("db.acme.example", 5432));
    table.released(7);

    addresses.beginRound(table);

    assertThat(role(row().build())).isNull();
  }

  @Test
  void anothersConnection_isNotOurs() {
    listener(7);
    client(8, null).remote(REMOTE);
    table.released(8);
    addresses.beginRound(table);

    assertThat(role(row().remote(Endpoint.ofIpv4(0xc0000207, 5433)).build())).isNull();
    assertThat(role(row().remote(null).build())).isNull();
  }

  @Test
  void openClient_isKnownOnceItIsNoted() {
    TrackedSocket client = client(7, null);
    client.remote(REMOTE);
    addresses.beginRound(table);
    assertThat(role(row().build())).isNull();

    addresses.noteClient(client);

    assertThat(role(row().build())).isEqualTo(Role.CLIENT);
  }

  @Test
  void endedConnection_isItsOwnLines() {
    Application.run(() -> located(7, 50_001));
    TrackedSocket pool = requireNonNull(table.at(7));
    located(8, 50_002);
    CallStack culprit = requireNonNull(table.at(8)).opening(stacks);
    table.released(8);
    addresses.beginRound(table);
    table.released(7);
    addresses.beginRound(table);

    assertThat(requireNonNull(addresses.of(from(50_002))).opening()).isSameAs(culprit);
    assertThat(requireNonNull(addresses.of(from(50_001))).opening()).isSameAs(pool.opening(stacks));
    assertThat(requireNonNull(addresses.of(from(50_003))).opening())
        .as("one of several lines, and nobody knows which")
        .isNull();
    addresses.noteClosed(pool, pool.opening(stacks), 1, true, 1);
    assertThat(requireNonNull(addresses.of(from(50_003))).opening())
        .as("the only one that closes")
        .isSameAs(pool.opening(stacks));
  }

  @Test
  void endedAcceptedConnection_isThatOfTheLineThatAcceptedIt() {
    listener(7);
    Application.run(() -> table.accepted(owner, 8, SOCKET));
    TrackedSocket accepted = requireNonNull(table.at(8));
    accepted.local(AT_8080);
    accepted.remote(REMOTE);
    addresses.beginRound(table);
    addresses.noteClosed(accepted, addresses.openingOf(accepted), 1, true, 1);

    assertThat(requireNonNull(addresses.of(row().local(AT_8080).build())).opening())
        .isSameAs(accepted.opening(stacks));
  }

  @Test
  void acceptedConnection_isNoClient() {
    table.accepted(owner, 7, SOCKET);
    requireNonNull(table.at(7)).remote(REMOTE);
    table.released(7);

    addresses.beginRound(table);

    assertThat(role(row().build())).isNull();
  }

  @Test
  void placeOfAdoptedSocket_hasNoCallSite() {
    table.adopt(7, 99, SocketKind.ADOPTED, 1);
    table.listening(owner, 7);
    requireNonNull(table.at(7)).local(AT_8080);

    addresses.beginRound(table);

    assertThat(requireNonNull(addresses.of(row().local(AT_8080).build())).callSite()).isNull();
  }

  @Test
  void ofTooManyAddresses_thoseUsedLastStay() {
    for (int port = 1; port <= MAX; port++) {
      noted(port);
    }
    assertThat(role(to(1))).as("as many as fit; now used again").isEqualTo(Role.CLIENT);

    noted(MAX + 1);

    assertThat(role(to(2))).isNull();
    assertThat(role(to(1))).isEqualTo(Role.CLIENT);
    assertThat(role(to(3))).isEqualTo(Role.CLIENT);
    assertThat(role(to(MAX + 1))).isEqualTo(Role.CLIENT);
  }

  private TrackedSocket listener(int fd) {
    table.opened(owner, fd, CHANNEL);
    table.listening(owner, fd);
    TrackedSocket socket = requireNonNull(table.at(fd));
    socket.local(AT_8080);
    return socket;
  }

  private TrackedSocket client(int fd, @Nullable SocketAddress asked) {
    table.opened(owner, fd, SOCKET);
    table.connectStarted(owner, fd, asked);
    table.connected(owner, fd);
    return requireNonNull(table.at(fd));
  }

  private void located(int fd, int port) {
    TrackedSocket socket = client(fd, null);
    socket.remote(REMOTE);
    socket.local(Endpoint.ofIpv4(0xc0000201, port));
  }

  private static KernelSocket from(int port) {
    return row().local(Endpoint.ofIpv4(0xc0000201, port)).build();
  }

  private void noted(int port) {
    TrackedSocket client = client(7, null);
    client.remote(Endpoint.ofIpv4(0xc0000207, port));
    addresses.noteClient(client);
  }

  private static KernelSocket to(int port) {
    return row().remote(Endpoint.ofIpv4(0xc0000207, port)).build();
  }

  private @Nullable Role role(KernelSocket connection) {
    Place place = addresses.of(connection);
    return place == null ? null : place.role();
  }
}
