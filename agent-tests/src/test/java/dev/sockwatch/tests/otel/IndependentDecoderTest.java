package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What is exported is understood by a decoder that is not OpenTelemetry's own: elastic's, on
 * Node.js. Skipped, and said so, where there is no Node.js, no registry, or no free port.
 */
@Execution(ExecutionMode.SAME_THREAD) // one folder, and ports that cannot be chosen
class IndependentDecoderTest {
  private static final String SERVER = "@elastic/mockotlpserver@0.10.0";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int HTTP_PORT = 4318;
  private static final int GRPC_PORT = 4317;

  @EachJdk
  void spansMetricsAndResource_areUnderstood(Jdk jdk) throws Exception {
    Path folder = ForkedJvm.testClasses().resolveSibling("mockotlpserver");
    Path server = folder.resolve("node_modules/@elastic/mockotlpserver/lib/cli.js");
    if (!Files.exists(server)) {
      install(folder);
    }
    awaitPorts();
    Path output = folder.resolve("decoded-" + jdk.feature() + ".txt");
    Process decoder =
        new ProcessBuilder("node", server.toString(), "-o", "json2", "--hostname=127.0.0.1")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      Await.until(
          "the decoder", PATIENCE, () -> Files.readString(output).contains("OTLP/HTTP listening"));
      FinishedJvm jvm =
          ForkedJvm.on(jdk)
              .env("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + HTTP_PORT)
              .env("OTEL_SERVICE_NAME", "decoded")
              .run("com.example.traced.OneRefusal", "at once");
      Await.until(
          "the span in " + output,
          PATIENCE,
          () -> Files.readString(output).contains("\"socket connect 127.0.0.1:1\""));
      assertThat(Files.readString(output))
          .as(jvm.transcript())
          .contains("\"service.name\": \"decoded\"")
          .contains("\"error.type\": \"connection_refused\"")
          .contains("\"sockwatch.connect.duration\"");
    } finally {
      decoder.destroy();
      assertThat(decoder.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void install(Path folder) throws InterruptedException {
    try {
      Files.createDirectories(folder);
      Process npm =
          new ProcessBuilder(
                  "npm", "install", "--no-save", "--ignore-scripts", "--prefix", ".", SERVER)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("npm.txt").toFile())
              .start();
      if (!npm.waitFor(120, TimeUnit.SECONDS) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        skip("npm could not install " + SERVER);
      }
    } catch (IOException e) {
      skip("no Node.js: " + e.getMessage());
    }
  }

  /** Its ports cannot be chosen. */
  private static void awaitPorts() {
    try {
      Await.until("free ports", PATIENCE, () -> isFree(HTTP_PORT) && isFree(GRPC_PORT));
    } catch (AssertionError e) {
      skip("port " + HTTP_PORT + " or " + GRPC_PORT + " is in use");
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true); // a run before may have left it in TIME_WAIT
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void skip(String why) {
    System.out.println("independent decoder skipped: " + why);
    abort("skipped: " + why);
  }
}
