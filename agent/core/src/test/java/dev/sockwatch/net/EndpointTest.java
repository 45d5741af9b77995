package dev.sockwatch.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
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
    "2001:db8::1, 443, [2001:db8::1]:443",
    "fe80::ffff:ffff:ffff:ffff, 1, [fe80::ffff:ffff:ffff:ffff]:1",
    "::1, 8080, [::1]:8080",
    "::, 80, [::]:80",
    "2001:db8::, 80, [2001:db8::]:80",
    "2001:DB8:0:1:1:1:1:1, 80, [2001:db8:0:1:1:1:1:1]:80",
    "2001:0:0:1:0:0:0:1, 80, [2001:0:0:1::1]:80",
    "2001:db8:0:0:1:0:0:1, 80, [2001:db8::1:0:0:1]:80"
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

  @ParameterizedTest
  @CsvSource({"192.0.2.7", "127.0.0.1", "0.0.0.0", "255.255.255.255"})
  void ipv4FromANumber_isThatOfTheAddress(String address) throws UnknownHostException {
    byte[] bytes = InetAddress.getByName(address).getAddress();
    int number = ByteBuffer.wrap(bytes).getInt();

    assertThat(Endpoint.ofIpv4(number, 80)).isEqualTo(endpoint(address, 80));
  }

  @ParameterizedTest
  @CsvSource({
    "0x20010db800000000, 1, 2001:db8::1",
    "-1, -1, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    "0, 0, ::",
    "0, 1, ::1",
    "0, 0x0000fffe7f000001, ::fffe:7f00:1",
    "1, 0x0000ffff7f000001, 0:0:0:1:0:ffff:7f00:1",
    "0, 0x0000ffff7f000001, 127.0.0.1",
    "0, 0x0000ffffffffffff, 255.255.255.255"
  })
  void ipv6FromNumbers_isThatOfTheAddress(String high, String low, String address) {
    assertThat(Endpoint.ofIpv6(Long.decode(high), Long.decode(low), 65_535))
        .isEqualTo(endpoint(address, 65_535));
  }

  /** A literal: no name lookup. */
  private static Endpoint endpoint(String literal, int port) {
    return Endpoint.of(new InetSocketAddress(literal, port));
  }
}
