package dev.sockwatch.tests.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.Jdks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The jar as a command: help, completion, self-test. */
class CommandsTest {
  @AnyJdk
  void help_fitsOnATerminal(Jdk jdk) {
    Command help = Command.run(jdk, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.err()).isEmpty();
    assertThat(help.out()).startsWith("Usage: sockwatch").contains("list", "attach", "selftest");
    assertThat(help.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @AnyJdk
  void noCommand_isAMistake(Jdk jdk) {
    Command nothing = Command.run(jdk);

    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).startsWith("which command?\nUsage: sockwatch");
    assertThat(nothing.out()).isEmpty();
  }

  @Test
  void completion_isUnderstoodByBash() throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash");
    Command completion = Command.run(Jdks.oldest(), "generate-completion");
    Path script = Files.createTempFile("completion", ".bash");
    Files.writeString(script, completion.out());
    String test =
        "source "
            + script
            + "; COMP_WORDS=(sockwatch re); COMP_CWORD=1; COMP_LINE='sockwatch re';"
            + " COMP_POINT=12; _complete_sockwatch; echo \"${COMPREPLY[@]}\"";
    Process bash = new ProcessBuilder("/bin/bash", "-c", test).redirectErrorStream(true).start();
    String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = bash.waitFor();
    Files.delete(script);

    assertThat(said).isEqualTo("report\n");
    assertThat(exit).isZero();
  }

  @AnyJdk
  void selftest_findsThatAllWorksHere(Jdk jdk) {
    Command selftest = Command.run(jdk, "selftest");

    assertThat(selftest.out()).endsWith("all works that should work here\n").doesNotContain(" NO ");
    assertThat(selftest.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(selftest.exitCode()).isZero();
    assertThat(selftest.err()).isEmpty();
  }
}
