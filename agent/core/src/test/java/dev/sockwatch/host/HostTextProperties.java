package dev.sockwatch.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in the files of the network namespace is counters or nothing. */
class HostTextProperties {
  private static Path proc = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    proc = Files.createTempDirectory("proc");
    Files.createDirectories(proc.resolve("self/net"));
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    for (String name : List.of("self/net/snmp", "self/net/sockstat", "self/net", "self", "")) {
      Files.delete(proc.resolve(name));
    }
  }

  @Property
  void counters_areReadTwice(@ForAll("texts") String one, @ForAll("texts") String other)
      throws IOException {
    HostCounters counters = new HostCounters(proc);
    write("snmp", one);
    assertThat(counters.read(1)).hasSizeLessThanOrEqualTo(one.length());
    write("snmp", other);
    assertThat(counters.read(1_000_000_000)).hasSizeLessThanOrEqualTo(other.length());
  }

  @Property
  void socketStats_areNumbersOrAbsent(@ForAll("texts") String text) throws IOException {
    write("sockstat", text);
    write("snmp", "");
    assertThat(new SocketStats(proc).read().values()).doesNotContainNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.of("Tcp: ", "Tcp:", ": ", "IcmpMsg: ", "sockets: used ", "TCP: inuse "),
            Arbitraries.of("ActiveOpens ", "\n", " ", "-", "1", "-1 ", "9".repeat(30), "7 8\n"),
            Arbitraries.strings().withCharRange(' ', '\u00ff').ofMaxLength(8))
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(proc.resolve("self/net").resolve(name), text, StandardCharsets.ISO_8859_1);
    Path stat = proc.resolve("self/net/sockstat");
    if (!Files.exists(stat)) {
      Files.createFile(stat);
    }
  }
}
