package dev.sockwatch.tests.otel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.sockwatch.tests.support.AnyJdk;
import dev.sockwatch.tests.support.Await;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.NeedsTheMachine;
import dev.sockwatch.tests.support.OtlpReceiver;
import dev.sockwatch.tests.support.RunningJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A collector that is away, hangs or refuses costs one line and at most two seconds at the end. */
class CollectorTroubleTest {
  private static final String PROGRAM = "com.example.traced.Lives";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** From the last report on: two seconds, and the JVM's own end on a busy machine. */
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  @NeedsTheMachine
  @AnyJdk
  void collectorDown_isToldOnceAndLossesAreCounted(Jdk jdk) throws Exception {
    String endpoint = "http://127.0.0.1:" + unusedPort();
    Run run = run(jdk, endpoint, running -> awaitWarning(running, endpoint));
    assertThat(warnings(run.jvm()))
        .singleElement()
        .asString()
        .contains(endpoint, "Connection refused", "start a collector there");
    assertThat(run.endedIn()).isLessThan(LONGEST_END);
    assertThat(run.jvm().health().getAsJsonObject("notExported").get("spans").getAsLong())
        .isPositive();
  }

  @NeedsTheMachine
  @AnyJdk
  void collectorThatNeverAnswers_boundsTheEnd(Jdk jdk) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (OtlpReceiver collector =
        OtlpReceiver.start()
            .answering(
                exchange -> {
                  ended.await();
                  return 503;
                })) {
      Run run = run(jdk, collector.endpoint(), running -> {});
      assertThat(run.endedIn()).isLessThan(LONGEST_END);
      assertThat(run.jvm().err()).anyMatch(l -> l.contains("did not end within 2 s"));
      ended.countDown();
    }
  }

  @AnyJdk
  void fullQueue_losesWhatIsCounted(Jdk jdk) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String endpoint = "http://127.0.0.1:" + silent.getLocalPort();
      ForkedJvm program =
          program(jdk, endpoint)
              .env("OTEL_BSP_MAX_QUEUE_SIZE", "3")
              .env("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "3");
      Run run =
          run(
              program,
              running ->
                  Await.until("lost spans", PATIENCE, () -> lost(running.awaitReportFile()) > 0));
      assertThat(run.jvm().health().getAsJsonObject("notExported").get("spans").getAsLong())
          .isPositive();
    }
  }

  @NeedsTheMachine
  @AnyJdk
  void listenerThatNeverReads_boundsTheEnd(Jdk jdk) throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Run run = run(jdk, "http://127.0.0.1:" + silent.getLocalPort(), running -> {});
      assertThat(run.endedIn()).isLessThan(LONGEST_END);
    }
  }

  @AnyJdk
  void busyCollector_getsItAgain(Jdk jdk) throws Exception {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      collector.answering(exchange -> collector.answers().size() < 2 ? 429 : 200);
      Run run =
          run(
              jdk,
              collector.endpoint(),
              running ->
                  Await.until("spans after 429", PATIENCE, () -> !collector.spans().isEmpty()));
      assertThat(collector.answers()).startsWith(429, 429).contains(200);
      assertThat(warnings(run.jvm())).isEmpty();
    }
  }

  @AnyJdk
  void refusingCollector_isToldOnceWithTheRemedy(Jdk jdk) throws Exception {
    try (OtlpReceiver collector = OtlpReceiver.start().answering(exchange -> 401)) {
      Run run =
          run(jdk, collector.endpoint(), running -> awaitWarning(running, collector.endpoint()));
      assertThat(warnings(run.jvm()))
          .singleElement()
          .asString()
          .contains("HTTP status 401", "OTEL_EXPORTER_OTLP_HEADERS");
    }
  }

  @NeedsTheMachine
  @AnyJdk
  void slowCollector_getsEverything(Jdk jdk) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (OtlpReceiver collector =
        OtlpReceiver.start()
            .answering(
                exchange -> {
                  boolean unused = never.await(300, TimeUnit.MILLISECONDS);
                  return 200;
                })) {
      Run run =
          run(
              jdk,
              collector.endpoint(),
              running -> Await.until("spans", PATIENCE, () -> !collector.spans().isEmpty()));
      assertThat(warnings(run.jvm())).isEmpty();
      assertThat(run.endedIn()).isLessThan(LONGEST_END);
    }
  }

  @AnyJdk
  void programThatEndsAtOnce_isExportedAllTheSame(Jdk jdk) {
    try (OtlpReceiver collector = OtlpReceiver.start()) {
      FinishedJvm jvm =
          ForkedJvm.on(jdk)
              .env("OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint())
              .run("com.example.traced.OneRefusal", "at once");
      assertThat(collector.spans("socket connect ")).as(jvm.transcript()).hasSize(1);
    }
  }

  private static long lost(Path report) throws IOException {
    JsonElement spans =
        JsonParser.parseString(Files.readString(report))
            .getAsJsonObject()
            .getAsJsonObject("health")
            .getAsJsonObject("notExported")
            .get("spans");
    return spans == null ? 0 : spans.getAsLong();
  }

  private interface Meanwhile {
    void happens(RunningJvm running) throws Exception;
  }

  private record Run(FinishedJvm jvm, Duration endedIn) {}

  private static ForkedJvm program(Jdk jdk, String endpoint) {
    return ForkedJvm.on(jdk)
        .env("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint)
        .env("OTEL_BSP_SCHEDULE_DELAY", "100")
        .agentArg("spans", "all")
        .agentArg("sample.interval", "200ms")
        .withReport();
  }

  private static Run run(Jdk jdk, String endpoint, Meanwhile meanwhile) throws Exception {
    return run(program(jdk, endpoint), meanwhile);
  }

  private static Run run(ForkedJvm program, Meanwhile meanwhile) throws Exception {
    try (RunningJvm running = program.start(PROGRAM)) {
      running.awaitOut("port=");
      running.tell("go");
      running.awaitOut("done");
      meanwhile.happens(running);
      running.tell("end");
      Await.until("the last report", PATIENCE, () -> hasReported(running));
      long began = System.nanoTime();
      FinishedJvm finished = running.finish();
      return new Run(finished, Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private static boolean hasReported(RunningJvm running) {
    return running.err().stream().anyMatch(line -> line.contains(" sockets opened, "));
  }

  private static void awaitWarning(RunningJvm running, String endpoint) {
    running.awaitErr("sockwatch: OpenTelemetry export to " + endpoint + " fails");
  }

  private static List<String> warnings(FinishedJvm jvm) {
    return jvm.err().stream().filter(l -> l.contains("OpenTelemetry")).toList();
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
