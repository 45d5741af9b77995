package dev.sockwatch.report.otel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exporter asks nobody in the program how to reach the collector. */
@Timeout(30)
class HttpPostTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void programsProxySelector_isNotAsked() throws Exception {
    List<URI> asked = new CopyOnWriteArrayList<>();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(new Recorder(asked));
    ExecutorService collector = Executors.newSingleThreadExecutor();
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Future<?> answering = collector.submit(() -> answer(server));
      HttpPost post =
          new HttpPost(URI.create("http://localhost:" + server.getLocalPort()), null, PATIENCE);

      assertThat(post.send(Map.of(), new byte[0], PATIENCE).status()).isEqualTo(200);

      answering.get();
      assertThat(asked).isEmpty();
    } finally {
      ProxySelector.setDefault(before);
      collector.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:4318, false",
    "http://127.0.0.1:4318, false",
    "http://[::1]:4318, false",
    "http://collector:4318, true",
    "http://10.0.0.1.nip.io, true"
  })
  void onlyNames_areLookedUp(URI endpoint, boolean expected) {
    assertThat(HttpPost.isNamed(endpoint)).isEqualTo(expected);
  }

  private static void answer(ServerSocket server) {
    try (Socket taken = server.accept()) {
      byte[] request = new byte[4096];
      int unused = taken.getInputStream().read(request);
      taken
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Recorder extends ProxySelector {
    private final List<URI> asked;

    Recorder(List<URI> asked) {
      this.asked = asked;
    }

    @Override
    public List<Proxy> select(URI uri) {
      asked.add(uri);
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
      // nobody is asked, so nobody is to be told
    }
  }
}
