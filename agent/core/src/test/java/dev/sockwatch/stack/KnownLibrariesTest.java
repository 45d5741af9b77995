package dev.sockwatch.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the JDK, of client libraries and of the application are told apart. */
class KnownLibrariesTest {
  private final KnownLibraries builtIn = KnownLibraries.load(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.Socket",
        "javax.net.ssl.SSLSocket",
        "jdk.internal.net.http.PlainHttpConnection",
        "sun.nio.ch.NioSocketImpl",
        "com.sun.net.httpserver.HttpServer",
        "dev.sockwatch.table.SocketTable"
      })
  void jdkAndAgent_areJdk(String name) {
    assertThat(builtIn.isJdk(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"javassist.Loader", "sunflower.App", "com.sunrise.App", "com.acme.Main"})
  void namesThatBeginAlike_areNotJdk(String name) {
    assertThat(builtIn.isJdk(name)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "okhttp3.RealCall",
        "org.apache.http.impl.conn.DefaultHttpClientConnectionOperator",
        "io.netty.channel.nio.NioEventLoop",
        "org.postgresql.core.PGStream",
        "org.springframework.web.client.RestTemplate",
        "io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoop",
        "com.vendor.repackaged.okhttp3.RealCall"
      })
  void builtInLibraries_areKnownAlsoWhenRelocated(String name) {
    assertThat(builtIn.isLibrary(name)).isTrue();
    assertThat(builtIn.isLibrary(name)).as("asked again").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"okhttp3x.RealCall", "com.acme.myokhttp3.Client", "com.acme.Main", "Main"})
  void otherNames_areTheApplication(String name) {
    assertThat(builtIn.isLibrary(name)).isFalse();
  }

  @Test
  void setting_addsPackages() {
    KnownLibraries more = KnownLibraries.load(List.of("com.acme.http", "com.acme.rpc."));

    assertThat(builtIn.isLibrary("com.acme.http.Client")).isFalse();
    assertThat(more.isLibrary("com.acme.http.Client")).isTrue();
    assertThat(more.isLibrary("com.acme.rpc.Client")).isTrue();
    assertThat(more.isLibrary("com.acme.httpd.Server")).isFalse();
    assertThat(more.isLibrary("okhttp3.RealCall")).isTrue();
  }
}
