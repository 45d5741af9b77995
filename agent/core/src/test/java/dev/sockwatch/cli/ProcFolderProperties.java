package dev.sockwatch.cli;

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

/** Whatever /proc says of a process, which may be anybody's, the commands can read it. */
class ProcFolderProperties {
  private static final long PID = 4711;
  private static Path proc = Path.of("");

  @BeforeContainer
  static void makeFolder() throws IOException {
    proc = Files.createTempDirectory("proc");
    Files.createDirectory(proc.resolve(Long.toString(PID)));
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    for (String name : List.of("status", "stat", "cmdline", "environ", "comm")) {
      Files.deleteIfExists(proc.resolve(PID + "/" + name));
    }
    Files.delete(proc.resolve(Long.toString(PID)));
    Files.delete(proc);
  }

  @Property
  void status_isReadOrUnknown(@ForAll("texts") String text) throws IOException {
    write("status", text);
    write("stat", text);
    write("comm", text);
    ProcFolder folder = new ProcFolder(proc, proc.resolve(PID + "/status"));
    assertThat(folder.uid(PID)).isNotNull();
    assertThat(folder.userName(0)).isNotNull();
    assertThat(folder.innerPid(PID)).isNotNegative();
    assertThat(folder.handlesSigquit(PID)).isIn(true, false);
    assertThat(folder.state(PID)).isNotNull();
    assertThat(folder.startTime(PID)).isNotNull();
    assertThat(folder.name(PID)).isNotNull();
  }

  @Property
  void commandLine_isRead(@ForAll("texts") String text) throws IOException {
    write("cmdline", text);
    write("environ", text);
    ProcFolder folder = new ProcFolder(proc, proc);
    JavaCommandLine line = new JavaCommandLine(folder.arguments(PID), folder.environment(PID));
    assertThat(line.main()).isNotNull();
    assertThat(line.isJava()).isIn(true, false);
    assertThat(line.flag("DisableAttachMechanism", true, false)).isIn(true, false);
  }

  @Property
  void word_ofAnyKindIsNamed(@ForAll String word) {
    assertThat(new JavaCommandLine(List.of(word), List.of()).main()).isNotNull();
    assertThat(new JavaCommandLine(List.of("java", "-jar", word), List.of()).main()).isNotNull();
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.of("Uid:", "NSpid:", "SigCgt:", "\t", "\n", "\0", " ", ")", "(", ":", "/"),
            Arbitraries.of(
                "1000", "-1", "0000000181005ccf", "9".repeat(30), "f".repeat(20), "java"),
            Arbitraries.of("-jar", "-cp", "-XX:+", "JAVA_TOOL_OPTIONS=", "@", "-m"),
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(10))
        .list()
        .ofMaxSize(20)
        .map(parts -> String.join("", parts));
  }

  private static void write(String name, String text) throws IOException {
    Files.writeString(proc.resolve(PID + "/" + name), text, StandardCharsets.ISO_8859_1);
  }
}
