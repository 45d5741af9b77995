package dev.sockwatch.sample;

import static dev.sockwatch.hooks.SocketHooks.SOCKET;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.host.FakeProc;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However many descriptors there are, a round costs little, and each has its turn. */
class AuditTurnsTest {
  private final FakeProc proc;
  private final FakeKernel kernel = new FakeKernel();
  private final SocketTable table = new SocketTable(new SilentListener());
  private final DescriptorAudit audit;
  private final Object owner = new Object();

  AuditTurnsTest(@TempDir Path self) throws IOException {
    this.proc = new FakeProc(self);
    this.audit = new DescriptorAudit(proc.descriptors(), kernel.source());
  }

  @Test
  void newSocket_isLookedAtBeforeTheKnownOnes() throws IOException {
    known(300);
    audit.round(table, 1);
    open(5000);

    audit.round(table, 1);

    assertThat(requireNonNull(table.at(5000)).inode()).isEqualTo(5001);
  }

  @Test
  void knownSockets_areLookedAtInTurn() throws IOException {
    known(120);
    for (int fd = 0; fd < 120; fd++) {
      proc.open(fd, "socket:[" + (fd + 100_001) + "]"); // closed and opened behind the JDK's back
    }

    audit.round(table, 1);
    assertThat(open()).hasSize(70).doesNotContain(0, 49).contains(50);
    audit.round(table, 1);
    assertThat(open()).hasSize(20).doesNotContain(50, 99).contains(100);
    audit.round(table, 1);
    assertThat(open()).isEmpty();
  }

  @Test
  void turn_beginsAnew() throws IOException {
    known(60);
    audit.round(table, 1);
    audit.round(table, 1);
    proc.open(0, "socket:[99]");

    audit.round(table, 1);

    assertThat(table.at(0)).isNull();
  }

  @Test
  void manyDescriptors_areListedRarely() throws IOException {
    known(1200);
    audit.round(table, 1); // lists 1200: that pays for the next two rounds
    open(5000);
    TrackedSocket late = requireNonNull(table.at(5000));

    audit.round(table, 1);
    audit.round(table, 1);
    assertThat(late.inode()).isZero();

    audit.round(table, 1);
    assertThat(late.inode()).isEqualTo(5001);
  }

  @Test
  void fewDescriptors_areListedEachRound() throws IOException {
    known(400);
    audit.round(table, 1);
    open(5000);

    audit.round(table, 1);

    assertThat(requireNonNull(table.at(5000)).inode()).isEqualTo(5001);
  }

  @Test
  void tcpSocketThatNoHookSaw_isAdoptedAtTheSecondLook() throws IOException {
    proc.open(8, "socket:[99]").open(9, "socket:[100]");
    kernel.protocol(8, Protocol.TCP).protocol(9, Protocol.UDP);

    audit.round(table, 1);
    assertThat(open()).isEmpty();
    audit.round(table, 4711);

    assertThat(open()).containsExactly(8);
    TrackedSocket adopted = requireNonNull(table.at(8));
    assertThat(adopted.kind()).isEqualTo(SocketKind.UNWOVEN);
    assertThat(adopted.inode()).isEqualTo(99);
    assertThat(adopted.openedAtNanos()).isEqualTo(4711);
  }

  @Test
  void numberThatChangesItsSocket_isNotAdopted() throws IOException {
    kernel.protocol(8, Protocol.TCP);
    for (int i = 0; i < 5; i++) {
      proc.open(8, "socket:[" + (99 + i) + "]");
      audit.round(table, 1);
    }

    assertThat(open()).isEmpty();
  }

  /** Sockets whose inodes were read already: each is its descriptor and 1. */
  private void known(int number) throws IOException {
    for (int fd = 0; fd < number; fd++) {
      open(fd);
      requireNonNull(table.at(fd)).inode(fd + 1);
    }
  }

  private void open(int fd) throws IOException {
    table.opened(owner, fd, SOCKET);
    proc.open(fd, "socket:[" + (fd + 1) + "]");
  }

  private List<Integer> open() {
    List<Integer> open = new ArrayList<>();
    table.forEach(socket -> open.add(socket.fd()));
    return open;
  }
}
