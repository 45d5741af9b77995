package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.CHANNEL;
import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Application;
import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStack.Certainty;
import dev.sockwatch.stack.CallStacks;
import dev.sockwatch.stack.KnownLibraries;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import dev.sockwatch.text.AddressMask;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An accepted connection that blames nobody names the line that opened its listener. */
class OpeningOfAcceptedTest {
  private static final Endpoint AT_8080 = Endpoint.ofIpv4(0xc0000201, 8080);

  private final SocketTable table = new SocketTable(new SilentListener());
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));
  private final KnownAddresses addresses =
      new KnownAddresses(stacks, new DestinationNames(AddressMask.NONE));
  private final Object owner = new Object();

  @Test
  void openingThatBlamesSomebody_isTheSocketsOwn() {
    listener(7);
    table.accepted(owner, 8, CHANNEL);
    table.adopt(9, 99, SocketKind.ADOPTED, 1);
    TrackedSocket accepted = requireNonNull(table.at(8));
    TrackedSocket adopted = requireNonNull(table.at(9));
    accepted.local(AT_8080);
    adopted.local(AT_8080);

    addresses.beginRound(table);

    assertThat(addresses.openingOf(accepted)).isSameAs(accepted.opening(stacks));
    assertThat(addresses.openingOf(adopted)).isNull();
  }

  @Test
  void openingByAnEventLoop_isThatOfAListenerThatIsOpen() {
    TrackedSocket listener = listener(7);
    CompletableFuture.runAsync(() -> table.accepted(owner, 8, CHANNEL)).join();
    TrackedSocket accepted = requireNonNull(table.at(8));

    addresses.beginRound(table);
    assertThat(addresses.openingOf(accepted)).as("no address").isSameAs(accepted.opening(stacks));
    accepted.local(AT_8080);
    assertThat(addresses.openingOf(accepted))
        .isSameAs(listener.opening(stacks))
        .isNotSameAs(accepted.opening(stacks));

    CallStack listening = listener.opening(stacks);
    table.released(7);
    addresses.beginRound(table);
    assertThat(addresses.openingOf(accepted)).as("closed since").isSameAs(listening);
  }

  @Test
  void openingByALibrary_isThatOfAListenerThatTheApplicationOpened() {
    Application.run(() -> listener(7));
    table.accepted(owner, 8, CHANNEL); // frames of JUnit, none of an application
    TrackedSocket accepted = requireNonNull(table.at(8));
    accepted.local(AT_8080);
    assertThat(certaintyOf(accepted)).isEqualTo(Certainty.LIBRARY);

    addresses.beginRound(table);

    assertThat(addresses.openingOf(accepted))
        .isSameAs(requireNonNull(table.at(7)).opening(stacks))
        .extracting(CallStack::certainty)
        .isEqualTo(Certainty.APPLICATION);
  }

  @Test
  void openingByALibrary_isThatOfAListenerThatALibraryOpened() {
    TrackedSocket listener = listener(7);
    table.accepted(owner, 8, CHANNEL);
    TrackedSocket accepted = requireNonNull(table.at(8));
    accepted.local(AT_8080);

    addresses.beginRound(table);

    assertThat(certaintyOf(requireNonNull(table.at(7)))).isEqualTo(Certainty.LIBRARY);
    assertThat(addresses.openingOf(accepted)).isSameAs(listener.opening(stacks));
  }

  @Test
  void openingByTheApplication_isItsOwn() {
    Application.run(() -> listener(7));
    Application.run(() -> table.accepted(owner, 8, CHANNEL));
    TrackedSocket accepted = requireNonNull(table.at(8));
    accepted.local(AT_8080);

    addresses.beginRound(table);

    assertThat(addresses.openingOf(accepted))
        .isSameAs(accepted.opening(stacks))
        .isNotSameAs(requireNonNull(table.at(7)).opening(stacks));
  }

  @Test
  void openingOfAClient_isNotThatOfAListener() {
    Application.run(() -> listener(7));
    table.opened(owner, 8, SOCKET);
    table.connectStarted(owner, 8, null);
    TrackedSocket client = requireNonNull(table.at(8));
    client.local(AT_8080);

    addresses.beginRound(table);

    assertThat(addresses.openingOf(client)).isSameAs(client.opening(stacks));
  }

  private Certainty certaintyOf(TrackedSocket socket) {
    return requireNonNull(socket.opening(stacks)).certainty();
  }

  private TrackedSocket listener(int fd) {
    table.opened(owner, fd, CHANNEL);
    table.listening(owner, fd);
    TrackedSocket socket = requireNonNull(table.at(fd));
    socket.local(AT_8080);
    return socket;
  }
}
