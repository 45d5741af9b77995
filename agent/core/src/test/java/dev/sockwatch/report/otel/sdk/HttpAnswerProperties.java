package dev.sockwatch.report.otel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a collector answers, or something else at its port, is a status or an error. */
class HttpAnswerProperties {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final ExecutorService PEER = Executors.newSingleThreadExecutor();
  private static final ServerSocket[] LISTENER = new ServerSocket[1];

  @BeforeContainer
  static void listen() throws IOException {
    LISTENER[0] = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @AfterContainer
  static void close() throws IOException {
    LISTENER[0].close();
    PEER.shutdown();
  }

  @Property(tries = 150)
  void answer_isAStatusOrAnError(@ForAll("answers") String answer) throws Exception {
    Future<?> peer = PEER.submit(() -> answer(answer));
    URI endpoint = URI.create("http://127.0.0.1:" + LISTENER[0].getLocalPort() + "/v1/traces");
    try {
      HttpPost.Answer read =
          new HttpPost(endpoint, null, TIMEOUT).send(Map.of(), new byte[10], TIMEOUT);
      assertThat(answer).contains("HTTP/1.");
      assertThat(read.toString()).hasSizeLessThan(100);
    } catch (IOException e) {
      assertThat(e.toString()).hasSizeLessThan(300);
    }
    peer.get();
  }

  @Provide
  Arbitrary<String> answers() {
    return Arbitraries.oneOf(
            Arbitraries.of("HTTP/1.1 200 OK\r\n", "HTTP/1.1 ", "HTTP/1.0 x\n", "HTTP/2 200\r\n"),
            Arbitraries.of("Content-Length: ", "Retry-After: ", "0", "-1", "99999999999999999999"),
            Arbitraries.of("\r\n", "\n", "\r\n\r\n", ":", "x".repeat(9000), "a: b\r\n".repeat(250)),
            Arbitraries.strings().withCharRange('\0', '\u00ff').ofMaxLength(20))
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  /** Reads the request, so that the answer is not cut by a reset. */
  private static Object answer(String answer) throws IOException {
    try (Socket accepted = LISTENER[0].accept()) {
      int body = accepted.getInputStream().read(new byte[4096]);
      accepted.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
      return body;
    }
  }
}
