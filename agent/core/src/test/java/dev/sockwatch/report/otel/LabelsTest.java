package dev.sockwatch.report.otel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.report.telemetry.HostPort;
import dev.sockwatch.report.telemetry.TelemetryOptions.Destination;
import dev.sockwatch.text.AddressMask;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Metrics have a bounded number of labels, and never a client's port. */
class LabelsTest {
  private static final HostPort ASKED = new HostPort("db.example", 5432);
  private static final HostPort LOCAL = new HostPort("10.0.0.1", 40_001);
  private static final HostPort PEER = new HostPort("10.0.0.2", 5432);

  @Test
  void none_hasTheRoleOnly() {
    assertThat(names(labels(Destination.NONE).of("client", ASKED, LOCAL, PEER)))
        .containsExactly("sockwatch.connection.role");
  }

  @Test
  void server_ofAClient_isWhatTheProgramAskedFor() {
    Attributes of = labels(Destination.SERVER).of("client", ASKED, LOCAL, PEER);
    assertThat(of.get(TelemetryNames.SERVER_ADDRESS)).isEqualTo("db.example");
    assertThat(of.get(TelemetryNames.SERVER_PORT)).isEqualTo(5432);
    assertThat(of.size()).isEqualTo(3);
  }

  @Test
  void server_ofAnAcceptedConnection_isThePortItWasAcceptedOn() {
    Attributes of =
        labels(Destination.SERVER).of("server", null, new HostPort("10.0.0.1", 8080), PEER);
    assertThat(of.get(TelemetryNames.SERVER_PORT)).isEqualTo(8080);
    assertThat(of.size()).isEqualTo(2);
  }

  @Test
  void peer_ofAnAcceptedConnection_isWithoutItsPort() {
    Attributes of =
        labels(Destination.PEER)
            .of("server", null, new HostPort("10.0.0.1", 8080), new HostPort("10.9.9.9", 51_234));
    assertThat(of.get(TelemetryNames.PEER_ADDRESS)).isEqualTo("10.9.9.9");
    assertThat(of.get(TelemetryNames.PEER_PORT)).isNull();
    assertThat(of.get(TelemetryNames.SERVER_PORT)).isEqualTo(8080);
  }

  @Test
  void beyondTheBound_allDestinationsAreOne() {
    Labels labels = labels(Destination.SERVER);
    Set<@Nullable String> servers = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      servers.add(
          labels
              .of("client", new HostPort("host" + i, 80), LOCAL, PEER)
              .get(TelemetryNames.SERVER_ADDRESS));
    }
    assertThat(servers).hasSize(Labels.MAX_DESTINATIONS + 1).contains(TelemetryNames.OTHER);
    assertThat(
            labels
                .of("client", new HostPort("host0", 80), LOCAL, PEER)
                .get(TelemetryNames.SERVER_ADDRESS))
        .as("known ones keep their label")
        .isEqualTo("host0");
  }

  private static Labels labels(Destination policy) {
    return new Labels(policy, new AddressMask(false));
  }

  private static Set<String> names(Attributes attributes) {
    return attributes.asMap().keySet().stream()
        .map(AttributeKey::getKey)
        .collect(Collectors.toSet());
  }
}
