package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.kernel.KernelSource.Choice;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.SocketOption;
import org.junit.jupiter.api.Test;

/** A kernel that must not be asked is not asked, and what that costs is said. */
class KernelSourceTest {
  private final KernelSource off = KernelSource.open(Choice.OFF);

  @Test
  void off_saysWhatIsMissing() {
    assertThat(off.name()).isEqualTo("off");
    assertThat(off.missing())
        .isEqualTo(
            "sockwatch.kernel=off: all findings but socket-abandoned, close-pending,"
                + " descriptors-low, reset-by-peer and failing connects are off");
    assertThat(off.hasWholeTcpInfo()).isFalse();
  }

  @Test
  void procfs_saysWhatItCannotTell() {
    KernelSource procfs = KernelSource.open(Choice.PROCFS);
    assertThat(procfs.name()).isEqualTo("procfs");
    assertThat(procfs.isByInode()).isTrue();
    assertThat(procfs.hasWholeTcpInfo()).isFalse();
    assertThat(procfs.missing())
        .startsWith("descriptors are not asked (sockwatch.kernel=procfs): socket options, ")
        .endsWith("; other leak findings are not affected");
  }

  /** A test may not enter java.base, unlike the agent. */
  @Test
  void whereJavaBaseIsClosed_theJdksOwnNativesAreMissing() {
    KernelSource source = KernelSource.open(Choice.JDK);
    assertThat(source.name()).isEqualTo("procfs");
    assertThat(source.missing())
        .startsWith(
            "descriptors are not asked (sockwatch.kernel=jdk; no native access:"
                + " java.lang.IllegalAccessException")
        .endsWith("; other leak findings are not affected");
  }

  @Test
  void off_knowsNothing() {
    assertThat(off.tcpInfo(0, 0)).isNull();
    assertThat(off.protocol(0, 0)).isEqualTo(Protocol.UNKNOWN);
    assertThat(off.congestionControl(0)).isNull();
    assertThat(off.list(false, socket -> true)).isEmpty();
    assertThat(off.listName()).isNull();
    assertThat(off.option(0, SocketOption.SO_TYPE)).isEmpty();
    assertThat(off.unreadBytes(0, 0)).isEmpty();
    assertThat(off.local(0, 0)).isNull();
    assertThat(off.remote(0, 0)).isNull();
  }
}
