package dev.sockwatch.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address is kept as numbers and shown as numbers, never by a name. */
class EndpointTest {
  @ParameterizedTest
  @CsvSource({
    "192.0.2.7, 5432, 192.0.2.7:5432",
    "255.255.255.255, 65535, 255.255.255.255:65535",
    "0.0.0.0, 0, 0.0.0.0:0",
    "2001:db8::1, 443, [2001:db8:0:0:0:0:0:1]:443",
    "fe80::ffff:ffff:ffff:ffff, 1, [fe80:0:0:0:ffff:ffff:ffff:ffff]:1",
    "::1, 8080, [0:0:0:0:0:0:0:1]:8080"
  })
  void text_isNumeric(String address, int port, String text) {
    assertThat(endpoint(address, port)).hasToString(text);
  }

  @Test
  void nameOfTheAddress_isNotShown() throws UnknownHostException {
    InetAddress named = InetAddress.getByAddress("db.acme.example", new byte[] {10, 0, 0, 1});

    assertThat(Endpoint.of(new InetSocketAddress(named, 5432))).hasToString("10.0.0.1:5432");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.255.255.254, true",
    "128.0.0.1, false",
    "10.127.0.1, false",
    "::1, true",
    "::2, false",
    "2001:db8::1, false"
  })
  void loopback_isRecognised(String address, boolean loopback) {
    assertThat(endpoint(address, 80).isLoopback()).isEqualTo(loopback);
  }

  @Test
  void equalAddresses_areEqualEndpoints() {
    assertThat(endpoint("192.0.2.7", 80)).isEqualTo(endpoint("192.0.2.7", 80));
    assertThat(endpoint("192.0.2.7", 80)).isNotEqualTo(endpoint("192.0.2.7", 81));
    assertThat(endpoint("192.0.2.7", 80)).isNotEqualTo(endpoint("::c000:207", 80));
  }

  /** A literal: no name lookup. */
  private static Endpoint endpoint(String literal, int port) {
    return Endpoint.of(new InetSocketAddress(literal, port));
  }
}
