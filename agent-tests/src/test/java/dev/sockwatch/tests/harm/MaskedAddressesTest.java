package dev.sockwatch.tests.harm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.Command;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

/** With {@code sockwatch.addresses=masked} nothing that leaves the JVM names a host. */
class MaskedAddressesTest {
  private static final String HOST = "secret.internal.corp";
  private static final Set<String> WANTED =
      Set.of("close-wait", "never-connected", "connect-refused");

  @EachJdk
  void exceptionsThreadsAndPaths_nameNoHost(Jdk jdk, @TempDir Path folder) throws IOException {
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.9 " + HOST + "\n");
    ForkedJvm forked =
        ForkedJvm.on(jdk)
            .jvmArgs(
                "-Djdk.net.hosts.file=" + hosts,
                "-Djdk.includeInExceptions=hostInfo",
                "-XX:+EnableDynamicAgentLoading")
            .agentArg("time.scale", "0.02")
            .agentArg("addresses", "masked")
            .agentArg("spans", "all")
            .env("OTEL_TRACES_EXPORTER", "console")
            .withReport();
    String socket = folder.resolve(HOST + ".sock").toString();
    try (RunningJvm jvm = forked.start("com.example.probes.SecretNames", HOST, socket)) {
      jvm.awaitOut("opens");
      LiveReport.await(jvm, "findings", report -> ids(report).containsAll(WANTED));
      Command asked = Command.run(jdk, "report", "" + jvm.pid(), "--sockets");
      jvm.tell("end");
      FinishedJvm finished = jvm.finish();

      for (String text :
          List.of(finished.report().toString(), String.join("\n", finished.err()), asked.out())) {
        assertThat(text)
            .contains("masked-")
            .doesNotContain("internal", "10.9.8.7", "OkHttp", "corp");
      }
      assertThat(finished.err()).anyMatch(line -> line.contains("connection_refused"));
      assertThat(finished.report().toString())
          .contains("\"exception\":\"connection_refused\"", "\"unix:masked-");
    }
  }

  private static Set<String> ids(JsonObject report) {
    return LiveReport.objects(report, "findings").stream()
        .map(finding -> LiveReport.text(finding, "id"))
        .collect(Collectors.toSet());
  }
}
