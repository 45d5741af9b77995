package dev.sockwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.SocketFailure;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With masked addresses none leaves the JVM, and equal ones are still seen to be equal. */
class AddressMaskTest {
  private final AddressMask mask = new AddressMask(true);

  @Test
  void equalAddresses_haveEqualMarks() {
    assertThat(mask.host("10.1.2.3")).isEqualTo(mask.host("10.1.2.3")).startsWith("masked-");
    assertThat(mask.host("10.1.2.3")).isNotEqualTo(mask.host("10.1.2.4"));
  }

  @Test
  void marks_differBetweenJvms() {
    assertThat(new AddressMask(true).host("10.1.2.3")).isNotEqualTo(mask.host("10.1.2.3"));
  }

  @Test
  void formsOfOneAddress_haveOneMark() {
    assertThat(mask.host("FD00:9:0:0:0:0:0:7")).isEqualTo(mask.host("fd00:9::7"));
    assertThat(mask.host("::ffff:10.1.2.3")).isEqualTo(mask.host("10.1.2.3"));
    assertThat(mask.host("Secret.Internal.Corp")).isEqualTo(mask.host("secret.internal.corp"));
  }

  @Test
  void exceptions_keepTheirKindAlone() {
    SocketFailure failure = SocketFailure.of(new UnknownHostException("secret.internal.corp"));

    assertThat(mask.failure(failure).text()).isEqualTo("host_not_found");
    assertThat(mask.failure(failure).error()).isEqualTo(failure.error());
    assertThat(mask.exception(new IllegalStateException("at 10.1.2.3")))
        .isEqualTo("java.lang.IllegalStateException");
    assertThat(AddressMask.NONE.failure(failure)).isEqualTo(failure);
  }

  @Test
  void threadsAndPaths_areMarks() {
    String thread = "OkHttp secret.internal.corp";
    assertThat(mask.thread(thread)).startsWith("masked-").isEqualTo(mask.thread(thread));
    assertThat(mask.thread(null)).isNull();
    assertThat(mask.path("/run/secret.sock")).startsWith("masked-");
    assertThat(AddressMask.NONE.thread(thread)).isEqualTo(thread);
    assertThat(AddressMask.NONE.path("/run/a.sock")).isEqualTo("/run/a.sock");
  }

  @Test
  void endpoints_keepThePort() {
    Endpoint database = Endpoint.of(new InetSocketAddress("10.1.2.3", 5432));
    assertThat(mask.endpoint(database)).isEqualTo(mask.host("10.1.2.3") + ":5432");
    assertThat(AddressMask.NONE.endpoint(database)).isEqualTo("10.1.2.3:5432");
  }

  @Test
  void loopback_stays() {
    for (String own : List.of("127.0.0.1", "127.8.9.10", "localhost", "::1", "0:0:0:0:0:0:0:1")) {
      assertThat(mask.host(own)).isEqualTo(own);
    }
    assertThat(mask.host("127.internal.corp")).startsWith("masked-");
  }

  @Test
  void unmasked_changesNothing() {
    assertThat(new AddressMask(false).host("10.1.2.3")).isEqualTo("10.1.2.3");
  }
}
