package dev.sockwatch.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.detect.Severity;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.CallStack.Certainty;
import dev.sockwatch.stack.CallStack.Moment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A finding on sockets of a known library names that library's own setting. */
class LibraryRemediesTest {
  private final LibraryRemedies remedies = new LibraryRemedies();

  @Test
  void libraryThatTheProgramCalls_decides() {
    assertThat(
            remedy(
                FindingId.CONNECTION_PER_REQUEST,
                "io.netty.channel.socket.nio.NioSocketChannel",
                "reactor.netty.http.client.HttpClientConnect",
                "com.acme.Orders"))
        .startsWith("close it; Reactor Netty: share one provider");
  }

  @Test
  void libraryFurtherIn_hasTheSettingThatTheOuterOneLacks() {
    assertThat(
            remedy(
                FindingId.NAGLE_STALL,
                "io.netty.channel.socket.nio.NioSocketChannel",
                "reactor.netty.http.client.HttpClientConnect",
                "com.acme.Orders"))
        .startsWith("close it; Netty: ");
  }

  @Test
  void serverAroundTheProgram_isNotItsLibrary() {
    assertThat(
            remedy(
                FindingId.CONNECTION_PER_REQUEST,
                "java.net.Socket",
                "com.acme.Orders",
                "io.netty.channel.nio.NioEventLoop"))
        .isEqualTo("close it");
  }

  @Test
  void relocatedLibrary_isKnown() {
    assertThat(
            remedy(
                FindingId.NAGLE_STALL,
                "com.acme.shaded.io.netty.channel.epoll.Native",
                "com.acme.Orders"))
        .contains("; Netty: ");
  }

  @Test
  void jdkServer_isToldItsProperty() {
    assertThat(remedy(FindingId.NAGLE_STALL, "sun.net.httpserver.ServerImpl"))
        .contains("-Dsun.net.httpserver.nodelay=true");
  }

  @Test
  void findingThatNobodySawOpen_staysAsItIs() {
    Finding finding = finding(FindingId.CLOSE_WAIT, null);
    assertThat(remedies.complete(finding)).isSameAs(finding);
  }

  @Test
  void allNamedLibraries_haveALine() {
    assertThat(LibraryRemedies.read())
        .extracting(LibraryRemedies.Line::library)
        .contains(
            "JDK HttpServer",
            "HttpURLConnection",
            "JDK HttpClient",
            "OkHttp",
            "Apache HttpClient 4",
            "Apache HttpClient 5",
            "Netty",
            "Reactor Netty",
            "Lettuce",
            "Jedis",
            "HikariCP",
            "pgjdbc",
            "MySQL Connector/J",
            "gRPC",
            "Apache MINA",
            "Jetty",
            "Tomcat",
            "Undertow");
  }

  private String remedy(FindingId id, String... classes) {
    return remedies.complete(finding(id, stack(classes))).remedy();
  }

  private static CallStack stack(String... classes) {
    List<StackTraceElement> frames =
        Stream.of(classes).map(c -> new StackTraceElement(c, "run", "X.java", 1)).toList();
    String site =
        frames.stream()
            .map(CallStack::line)
            .filter(line -> line.startsWith("com.acme.Orders"))
            .findFirst()
            .orElse("unknown");
    return new CallStack(frames, site, Certainty.APPLICATION, Moment.OPEN, 0);
  }

  private static Finding finding(FindingId id, @Nullable CallStack opening) {
    return new Finding(
        new FindingKey(id, "", "site"),
        opening,
        Severity.WARNING,
        1,
        "192.0.2.7:5432",
        "summary",
        Map.of(),
        "close it");
  }
}
