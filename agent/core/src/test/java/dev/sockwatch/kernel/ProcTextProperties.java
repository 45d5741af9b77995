package dev.sockwatch.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever stands in /proc and in tcp_info is values, nothing, or an error in words. */
class ProcTextProperties {
  private static final String LINE =
      "   0: 0100007F:1F90 0100007F:CAFE 01 00000000:00000000 02:000A 00000000  1000  0 71043 1"
          + " 0\n";

  private static Path folder = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("proc");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    for (String name : List.of("tcp", "limits")) {
      Files.deleteIfExists(folder.resolve(name));
    }
    Files.delete(folder);
  }

  @Property
  void socketLines_areSocketsOrAnError(@ForAll("texts") String text) throws IOException {
    Files.writeString(folder.resolve("tcp"), text, StandardCharsets.ISO_8859_1);
    try {
      assertThat(new ProcNetTcp(folder).sockets(EnumSet.allOf(TcpState.class), true))
          .hasSizeLessThanOrEqualTo(text.length());
    } catch (IOException e) {
      assertThat(e.getMessage()).hasSizeLessThan(500);
    }
  }

  @Property
  void limits_areANumberOrNothing(@ForAll("limits") String text) throws IOException {
    Files.writeString(folder.resolve("limits"), text, StandardCharsets.UTF_8);
    assertThat(new ProcessDescriptors(folder).limit()).isNotNull();
  }

  @Property
  void tcpInfo_ofAnyLengthHasItsFieldsOrNot(@ForAll @Size(min = 1, max = 300) byte[] bytes) {
    TcpInfo info = TcpInfo.of(bytes);
    for (TcpInfoField field : TcpInfoField.values()) {
      info.get(field).ifPresent(value -> assertThat(value).isNotNegative());
    }
  }

  /** Lines of which a part is replaced. */
  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> line =
        Combinators.combine(
                Arbitraries.integers().between(0, LINE.length()),
                Arbitraries.integers().between(0, 12),
                Arbitraries.oneOf(
                    Arbitraries.strings().withChars("0123456789ABCDEFabcdefx: \n-").ofMaxLength(20),
                    Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(8),
                    Arbitraries.of(
                        "", " ", "\n", "F".repeat(40), "9".repeat(40), "0".repeat(33_000))))
            .as(
                (at, length, other) ->
                    LINE.substring(0, at)
                        + other
                        + LINE.substring(Math.min(LINE.length(), at + length)));
    return line.list().ofMaxSize(4).map(lines -> "  sl  local_address\n" + String.join("", lines));
  }

  @Provide
  Arbitrary<String> limits() {
    return Arbitraries.strings()
        .ofMaxLength(30)
        .map(text -> "Limit   Soft\nMax open files" + text + "\nMax open files   1024  4096\n");
  }
}
