package dev.sockwatch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.kernel.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings are what the kernel shows, and what it does not show is absent. */
class HostSettingsTest {
  private static final String RANGE = "net.ipv4.ip_local_port_range";
  private static final String RESERVED = "net.ipv4.ip_local_reserved_ports";

  private final FakeHost host;

  HostSettingsTest(@TempDir Path folder) {
    this.host = new FakeHost(folder);
  }

  @Test
  void settings_keepTheirOrder() throws IOException {
    host.sysctl("net.core.somaxconn", "4096")
        .sysctl("net.ipv4.tcp_retries2", "15")
        .sysctl("net.ipv4.tcp_keepalive_time", "7200");

    assertThat(host.settings().values())
        .containsExactly(
            Map.entry("net.ipv4.tcp_keepalive_time", "7200"),
            Map.entry("net.ipv4.tcp_retries2", "15"),
            Map.entry("net.core.somaxconn", "4096"));
  }

  @Test
  void names_areToldOnce() {
    assertThat(SysctlNames.ALL).doesNotHaveDuplicates().hasSizeGreaterThan(60);
  }

  @Test
  void secretKey_isNotRead() throws IOException {
    host.sysctl("net.ipv4.tcp_fastopen_key", "1-2-3-4").sysctl("net.ipv4.tcp_fastopen", "1");

    assertThat(host.settings().values()).containsOnlyKeys("net.ipv4.tcp_fastopen");
  }

  @Test
  void tabs_becomeOneBlank() throws IOException {
    host.sysctl("net.ipv4.tcp_rmem", "4096\t131072\t33554432");

    assertThat(host.settings().values()).containsValue("4096 131072 33554432");
  }

  @Test
  void oneOfSeveralNumbers_hasAnIndex() throws IOException {
    host.sysctl("net.ipv4.tcp_rmem", "4096\t131072\t33554432");

    assertThat(host.settings().number("net.ipv4.tcp_rmem", 2, 3)).hasValue(33_554_432);
    assertThat(host.settings().number("net.ipv4.tcp_rmem", 0, 2)).isEmpty();
    assertThat(host.settings().number("net.ipv4.tcp_rmem")).isEmpty();
  }

  @Test
  void numberOfWords_isEmpty() throws IOException {
    host.sysctl("net.ipv4.tcp_congestion_control", "cubic");

    assertThat(host.settings().number("net.ipv4.tcp_congestion_control")).isEmpty();
    assertThat(host.settings().values()).containsValue("cubic");
  }

  @Test
  void noProc_isEmpty() {
    assertThat(host.settings()).isEqualTo(HostSettings.NONE);
    assertThat(host.settings().number("net.core.somaxconn")).isEmpty();
    assertThat(host.settings().ephemeralPorts()).isEmpty();
  }

  @Test
  void folderInsteadOfAFile_isAbsent() throws IOException {
    Files.createDirectories(host.proc().resolve("sys/net/core/somaxconn"));

    assertThat(host.settings().values()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      value = {
        "''                | 1001", // set to nothing
        "1000              | 1000", // the first
        "2000              | 1000", // the last
        "999,2001          | 1001", // beside the range
        "1000-2000         | 0",
        "900-1099,1990-3000| 890", // across its ends
        "1500,1501-1510    | 990",
        "1500-1510,1505    | 990", // one inside another
      })
  void reservedPorts_areNotUsable(String reserved, int usable) throws IOException {
    host.sysctl(RANGE, "1000\t2000").sysctl(RESERVED, reserved);

    assertThat(host.settings().ephemeralPorts())
        .hasValueSatisfying(
            ports -> {
              assertThat(ports.ephemeralFirst()).isEqualTo(1000);
              assertThat(ports.ephemeralLast()).isEqualTo(2000);
              assertThat(ports.usable()).hasValue(usable);
            });
  }

  @Test
  void longListOfReservedPorts_isReadWhole() throws IOException {
    StringBuilder everySecond = new StringBuilder("1");
    for (int port = 3; port < 65_536; port += 2) {
      everySecond.append(',').append(port);
    }
    host.sysctl(RANGE, "0\t65535").sysctl(RESERVED, everySecond.toString());

    assertThat(host.settings().ephemeralPorts())
        .hasValueSatisfying(ports -> assertThat(ports.usable()).hasValue(32_768));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1-", "-1", "1,,2", "9-2"})
  void reservedPortsThatAreNone_leaveAnUnknownNumber(String reserved) throws IOException {
    host.sysctl(RANGE, "1000\t2000").sysctl(RESERVED, reserved);

    assertThat(host.settings().ephemeralPorts())
        .hasValueSatisfying(ports -> assertThat(ports.usable()).isEmpty());
  }

  @Test
  void unreadableReservedPorts_leaveAnUnknownNumber() throws IOException {
    host.sysctl(RANGE, "32768\t60999");

    assertThat(host.settings().ephemeralPorts())
        .hasValueSatisfying(ports -> assertThat(ports.usable()).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "32768", "2000\t1000", "1000\t65536", "-1\t9", "a\tb", "1\t2\t3"})
  void rangeThatIsNone_isEmpty(String range) throws IOException {
    host.sysctl(RANGE, range).sysctl(RESERVED, "");

    assertThat(host.settings().ephemeralPorts()).isEmpty();
  }

  @Test
  void ownSettings_areWhatCatPrints() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/sys/net/ipv4")), "no /proc/sys");
    Map<String, String> values = HostSettings.read(new ProcFiles(Path.of("/proc"))).values();

    assertThat(values).containsKeys("net.ipv4.tcp_keepalive_time", RANGE, RESERVED);
    for (String name : SysctlNames.ALL) {
      String printed = CommandOutput.of("cat", "/proc/sys/" + name.replace('.', '/'));
      if (printed.isEmpty()) {
        assertThat(values).as("not there, or not for us").doesNotContainKey(name);
      } else {
        assertThat(values).containsEntry(name, printed.strip().replace('\t', ' '));
      }
    }
  }
}
