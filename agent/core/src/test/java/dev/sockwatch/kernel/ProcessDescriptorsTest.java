package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.host.FakeProc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process's descriptors are read from /proc, and what is not there is empty. */
class ProcessDescriptorsTest {
  private static final String LIMITS =
      """
      Limit                     Soft Limit           Hard Limit           Units
      Max processes             127235               127235               processes
      Max open files            %-20s 1048576              files
      Max locked memory         8388608              8388608              bytes
      """;

  private final Path folder;
  private final FakeProc proc;

  ProcessDescriptorsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.proc = new FakeProc(folder.resolve("self"));
  }

  @Test
  void descriptors_areListed() throws IOException {
    proc.open(0, "/no/such/file").open(7, "socket:[99]").open(1024, "pipe:[3]");

    assertThat(proc.descriptors().numbers()).containsExactlyInAnyOrder(0, 7, 1024);
  }

  @Test
  void socket_hasAnInode() throws IOException {
    proc.open(7, "socket:[4294967299]");

    assertThat(proc.descriptors().socketInode(7)).isEqualTo(4_294_967_299L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/no/such/file",
        "pipe:[99]",
        "anon_inode:[eventpoll]",
        "/tmp/socket:[99]",
        "socket:[x]"
      })
  void anythingElse_hasNone(String target) throws IOException {
    proc.open(7, target);

    assertThat(proc.descriptors().socketInode(7)).isZero();
  }

  @Test
  void closedDescriptor_hasNone() {
    assertThat(proc.descriptors().socketInode(7)).isZero();
  }

  @Test
  void limit_isTheSoftOne() throws IOException {
    proc.limits(LIMITS.formatted("1024"));

    assertThat(proc.descriptors().limit()).hasValue(1024);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unlimited", "many"})
  void limitThatIsNoNumber_isEmpty(String soft) throws IOException {
    proc.limits(LIMITS.formatted(soft));

    assertThat(proc.descriptors().limit()).isEmpty();
  }

  @Test
  void limitThatIsNotTold_isEmpty() throws IOException {
    proc.limits("Limit Soft Hard\n");

    assertThat(proc.descriptors().limit()).isEmpty();
  }

  @Test
  void noProc_isEmpty() {
    ProcessDescriptors none = new ProcessDescriptors(folder.resolve("none"));

    assertThat(none.count()).isEmpty();
    assertThat(none.limit()).isEmpty();
    assertThat(none.socketInode(0)).isZero();
    assertThatThrownBy(none::numbers)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none/fd cannot be listed");
  }

  @Test
  void ownDescriptors_areCounted() {
    ProcessDescriptors own = new ProcessDescriptors();
    OptionalLong count = own.count();

    assertThat(count).isPresent();
    assertThat(count.orElse(0)).isBetween(3L, own.limit().orElse(Long.MAX_VALUE));
  }
}
