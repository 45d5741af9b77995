package dev.sockwatch.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.net.Endpoint;
import java.net.InetSocketAddress;
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
  void texts_keepEverythingButTheAddress() {
    assertThat(mask.text("3 connects to 10.1.2.3:5432 and [2001:db8::7]:443 at 10:22:31"))
        .isEqualTo(
            "3 connects to "
                + mask.host("10.1.2.3")
                + ":5432 and "
                + mask.host("2001:db8::7")
                + ":443 at 10:22:31");
  }

  @Test
  void endpoints_keepThePort() {
    Endpoint database = Endpoint.of(new InetSocketAddress("10.1.2.3", 5432));
    assertThat(mask.endpoint(database)).isEqualTo(mask.host("10.1.2.3") + ":5432");
    assertThat(AddressMask.NONE.endpoint(database)).isEqualTo("10.1.2.3:5432");
  }

  @Test
  void loopback_stays() {
    assertThat(mask.text("127.0.0.1:80 localhost")).isEqualTo("127.0.0.1:80 localhost");
    assertThat(mask.text("[::1]:80")).isEqualTo("[::1]:80");
  }

  @Test
  void unmasked_changesNothing() {
    assertThat(new AddressMask(false).text("10.1.2.3:80")).isEqualTo("10.1.2.3:80");
  }
}
