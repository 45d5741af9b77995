package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;

/** A destination is named once it cannot change any more, and one text serves all its sockets. */
class DestinationNamesTest {
  private static final Endpoint ORDERS = Endpoint.ofIpv4(0xc0000207, 5432);
  private static final Endpoint PRICES = Endpoint.ofIpv4(0xc0000208, 5432);
  private static final Endpoint AT_8080 = Endpoint.ofIpv4(0xc0000201, 8080);

  private final SocketTable table = new SocketTable(new SilentListener());
  private final DestinationNames destinations = new DestinationNames(AddressMask.NONE);
  private final Object owner = new Object();

  @Test
  void pathOfAUnixDomainSocket_isMasked() {
    DestinationNames masked = new DestinationNames(new AddressMask(true));
    SocketAddress path = UnixDomainSocketAddress.of("/run/secret.internal.corp.sock");
    table.opened(owner, 7, SOCKET);
    table.connectStarted(owner, 7, path);
    TrackedSocket client = requireNonNull(table.at(7));

    assertThat(destinations.of(client)).isEqualTo("unix:/run/secret.internal.corp.sock");
    assertThat(masked.of(client)).matches("unix:masked-[0-9a-f]{12}");
  }

  @Test
  void acceptedConnection_keepsItsName() {
    TrackedSocket accepted = accepted(7);
    assertThat(destinations.of(accepted)).isEqualTo("unknown");

    accepted.local(AT_8080);
    assertThat(destinations.of(accepted)).isEqualTo("clients of port 8080");

    accepted.local(ORDERS);
    assertThat(destinations.of(accepted)).isEqualTo("clients of port 8080");
    assertThat(accepted.destination()).isEqualTo("clients of port 8080");
  }

  @Test
  void clientThatTheKernelNamed_keepsItsName() {
    TrackedSocket client = client(7);
    client.remote(ORDERS);
    assertThat(destinations.of(client)).isEqualTo("192.0.2.7:5432");

    client.remote(PRICES);

    assertThat(destinations.of(client)).isEqualTo("192.0.2.7:5432");
  }

  @Test
  void clientOfWhichOnlyTheAskedAddressIsKnown_mayChange() {
    TrackedSocket client = opened(7);
    table.connectStarted(owner, 7, InetSocketAddress.createUnresolved("db.acme.example", 5432));
    assertThat(destinations.of(client)).isEqualTo("db.acme.example:5432");
    assertThat(client.destination()).isNull();

    client.remote(ORDERS);

    assertThat(destinations.of(client)).isEqualTo("192.0.2.7:5432");
  }

  @Test
  void addressOfAForeignClass_runsNoCodeOfThatClass() {
    TrackedSocket client = opened(7);

    table.connectStarted(owner, 7, new HostileAddress());

    assertThat(destinations.of(client))
        .isEqualTo("address of class " + HostileAddress.class.getName());
  }

  private static final class HostileAddress extends SocketAddress {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      throw new AssertionError("asked on the sampler's thread");
    }
  }

  @Test
  void unconnectedSocket_mayChange() {
    TrackedSocket socket = opened(7);
    assertThat(destinations.of(socket)).isEqualTo("none");

    table.connectStarted(owner, 7, new InetSocketAddress("192.0.2.8", 5432));

    assertThat(destinations.of(socket)).isEqualTo("192.0.2.8:5432");
  }

  @Test
  void socketThatBeginsToListen_isNamedByItsPort() {
    TrackedSocket socket = opened(7);
    socket.local(AT_8080);
    assertThat(destinations.of(socket)).isEqualTo("none");

    table.listening(owner, 7);

    assertThat(destinations.of(socket)).isEqualTo("port 8080");
    assertThat(socket.destination()).isNull();
  }

  @Test
  void adoptedSocket_isNamedByWhatTheKernelKnows() {
    table.adopt(7, 99, SocketKind.ADOPTED, 1);
    TrackedSocket adopted = requireNonNull(table.at(7));
    assertThat(destinations.of(adopted)).isEqualTo("none");

    adopted.local(AT_8080);
    assertThat(destinations.of(adopted)).isEqualTo("local 192.0.2.1:8080");

    adopted.remote(ORDERS);
    assertThat(destinations.of(adopted)).isEqualTo("192.0.2.7:5432");
  }

  @Test
  void socketsOfOneDestination_shareItsText() {
    TrackedSocket one = client(7);
    TrackedSocket other = client(8);
    one.remote(ORDERS);
    other.remote(Endpoint.ofIpv4(0xc0000207, 5432));
    TrackedSocket accepted = accepted(9);
    TrackedSocket acceptedLater = accepted(10);
    accepted.local(AT_8080);
    acceptedLater.local(AT_8080);

    assertThat(destinations.of(one)).isSameAs(destinations.of(other));
    assertThat(destinations.of(accepted)).isSameAs(destinations.of(acceptedLater));
  }

  @Test
  void sharedTexts_areBounded() {
    String first = nameOf(0);
    assertThat(nameOf(0)).isSameAs(first);

    for (int port = 1; port <= 10_000; port++) {
      nameOf(port);
    }

    assertThat(nameOf(0)).isEqualTo(first).isNotSameAs(first);
  }

  private String nameOf(int port) {
    TrackedSocket client = client(7);
    client.remote(Endpoint.ofIpv4(0xc0000207, port));
    return destinations.of(client);
  }

  private TrackedSocket opened(int fd) {
    table.opened(owner, fd, SOCKET);
    return requireNonNull(table.at(fd));
  }

  private TrackedSocket client(int fd) {
    TrackedSocket client = opened(fd);
    table.connectStarted(owner, fd, null);
    table.connected(owner, fd);
    return client;
  }

  private TrackedSocket accepted(int fd) {
    table.accepted(owner, fd, SOCKET);
    return requireNonNull(table.at(fd));
  }
}
