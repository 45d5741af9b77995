package dev.sockwatch.sample;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.hooks.SocketHooks;
import dev.sockwatch.host.FakeProc;
import dev.sockwatch.kernel.KernelSource;
import dev.sockwatch.kernel.KernelSource.Choice;
import dev.sockwatch.kernel.ProcessDescriptors;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.table.SocketTable;
import dev.sockwatch.table.TrackedSocket;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table is compared with /proc; a record of a socket that is gone does not stay. */
class DescriptorAuditTest {
  private final Path folder;
  private final FakeProc proc;
  private final SocketTable table = new SocketTable(new SilentListener());
  private final DescriptorAudit audit;
  private final Object owner = new Object();

  DescriptorAuditTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.proc = new FakeProc(folder.resolve("self"));
    this.audit = audit(proc.descriptors());
  }

  @Test
  void knownSocket_learnsItsInode() throws IOException {
    table.opened(owner, 7, SocketHooks.SOCKET);
    proc.open(7, "socket:[99]");

    rounds(2);

    assertThat(socketAt(7).inode()).isEqualTo(99);
  }

  @Test
  void numberThatIsAnotherSocketByNow_isForgotten() throws IOException {
    table.opened(owner, 7, SocketHooks.SOCKET);
    proc.open(7, "socket:[99]");
    rounds(1);
    TrackedSocket stale = socketAt(7);

    proc.open(7, "socket:[100]");
    rounds(1);

    assertThat(table.at(7)).isNull();
    assertThat(stale.isReleased()).isTrue();
  }

  @Test
  void closedSocketThatWaitsForItsRelease_isKept() throws IOException {
    table.opened(owner, 7, SocketHooks.SOCKET);
    proc.open(7, "socket:[99]");
    rounds(1);

    table.closing(owner, 7);
    proc.open(7, "socket:[100]"); // the JDK's marker, put there before the release
    rounds(1);

    assertThat(table.at(7)).isNotNull();
  }

  @Test
  void adoptedSocketWhoseNumberIsNoSocketAnyMore_isForgotten() throws IOException {
    table.adopt(7, 99, SocketKind.ADOPTED, 1);
    proc.open(7, "socket:[99]");
    rounds(1);
    assertThat(table.at(7)).isNotNull();

    proc.open(7, "/no/such/file");
    rounds(1);

    assertThat(table.at(7)).isNull();
  }

  @Test
  void descriptorThatIsNoTcpSocket_isNotAdopted() throws IOException {
    proc.open(7, "/no/such/file").open(8, "socket:[99]"); // the kernel cannot be asked

    rounds(5);

    assertThat(table.at(7)).isNull();
    assertThat(table.at(8)).isNull();
  }

  @Test
  void manyDescriptors_areLookedAtInSlices() throws IOException {
    for (int fd = 0; fd < 750; fd++) {
      table.opened(owner, fd, SocketHooks.SOCKET);
      proc.open(fd, "socket:[" + (fd + 1) + "]");
    }

    rounds(1);
    assertThat(known()).isEqualTo(200);
    rounds(2);
    assertThat(known()).isEqualTo(600);
    rounds(1);
    assertThat(known()).isEqualTo(750);
  }

  @Test
  void afterAPause_theSameSocketsAreKeptAndOthersForgotten() throws IOException {
    for (int fd = 7; fd < 11; fd++) {
      table.opened(owner, fd, SocketHooks.SOCKET);
      proc.open(fd, "socket:[" + (fd + 90) + "]");
    }
    audit.readInodes(table);
    long newId = table.nextId();
    proc.open(8, "socket:[999]").close(9); // while nobody watched
    table.opened(owner, 10, SocketHooks.SOCKET); // watched again

    audit.resume(table, newId, 1);

    assertThat(table.at(7)).isNotNull();
    assertThat(socketAt(7).mayHaveMissedEvents()).isTrue();
    assertThat(table.at(8)).isNull();
    assertThat(table.at(9)).isNull();
    assertThat(socketAt(10).mayHaveMissedEvents()).isFalse();
  }

  @Test
  void noProc_changesNothing() {
    table.opened(owner, 7, SocketHooks.SOCKET);
    DescriptorAudit blind = audit(new ProcessDescriptors(folder.resolve("none")));

    blind.round(table, 1);

    assertThat(socketAt(7).inode()).isZero();
  }

  private static DescriptorAudit audit(ProcessDescriptors descriptors) {
    return new DescriptorAudit(descriptors, KernelSource.open(Choice.OFF));
  }

  private void rounds(int number) {
    for (int i = 0; i < number; i++) {
      audit.round(table, 1);
    }
  }

  private int known() {
    int[] known = new int[1];
    table.forEach(s -> known[0] += s.inode() == 0 ? 0 : 1);
    return known[0];
  }

  private TrackedSocket socketAt(int fd) {
    return requireNonNull(table.at(fd));
  }
}
