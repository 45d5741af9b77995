package dev.sockwatch.tests.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The live view on a real terminal, recorded by script(1). */
class LiveScreenTest {
  private static final Path RECORDER = Path.of("/usr/bin/script");
  private static final String CLEAR = "\u001b[H\u001b[J";

  @AnyJdk
  void screen_hasEightyColumnsAndTheLeak(Jdk jdk) throws Exception {
    assumeTrue(Files.isExecutable(RECORDER), RECORDER + " is not there: no terminal to record");
    try (RunningJvm jvm =
        ForkedJvm.on(jdk)
            .attachedLater()
            .sampleApps()
            .jvmArgs("-Dsample.windows=200") // it stays long enough
            .start("com.example.orders.OrderClient")) {
      jvm.awaitOut("12 orders failed");
      jvm.attach("time.scale=0.02");
      Process view = view(jdk, jvm);
      try {
        String screen = lastScreen(view.getInputStream());

        assertThat(screen.lines())
            .allMatch(line -> line.length() <= 80)
            .hasSizeLessThanOrEqualTo(24);
        assertThat(screen.lines().map(LiveScreenTest::withoutNumbers).toList())
            .startsWith(
                "sockwatch #  pid #  JDK #  watching, inside for # s",
                "# open  +#/s -#/s  in # B/s  out # B/s  descriptors # of #",
                "",
                "SOCKETS  STATE        OPENED AT")
            .anyMatch(line -> line.startsWith("     #  CLOSE_WAIT   "))
            .anyMatch(
                line -> line.startsWith("ERROR      close-wait  # connections in CLOSE_WAIT"));
      } finally {
        view.descendants().forEach(ProcessHandle::destroy);
        view.destroy();
      }
    }
  }

  private static Process view(Jdk jdk, RunningJvm jvm) throws IOException {
    String command =
        String.format(
            "stty cols 80 rows 24; exec %s -jar %s watch %d --interval=200ms",
            jdk.java(), ForkedJvm.agentJar(), jvm.pid());
    return new ProcessBuilder(RECORDER.toString(), "-qefc", command, "/dev/null")
        .redirectErrorStream(true)
        .start();
  }

  /** A whole screen that shows a finding and rates. */
  private static String lastScreen(InputStream recorded) throws IOException {
    StringBuilder all = new StringBuilder();
    byte[] buffer = new byte[8192];
    for (int n = recorded.read(buffer); n >= 0; n = recorded.read(buffer)) {
      all.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
      List<String> screens = List.of(all.toString().split(Pattern.quote(CLEAR), -1));
      for (String screen : screens.subList(0, screens.size() - 1)) {
        if (screen.contains("close-wait  12") && screen.contains("/s  in ")) {
          return screen.replace("\r", "");
        }
      }
    }
    throw new AssertionError("ended without a finding: " + all);
  }

  private static String withoutNumbers(String line) {
    return line.replaceAll("[0-9]+([.][0-9]+)*", "#")
        .replaceAll("# (ms|min # s)", "# s")
        .replaceAll("# [kM]B/s", "# B/s")
        .replaceAll("^ +#  ([A-Z])", "     #  $1");
  }
}
