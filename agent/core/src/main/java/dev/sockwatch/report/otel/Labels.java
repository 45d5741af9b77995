package dev.sockwatch.report.otel;

import dev.sockwatch.report.telemetry.HostPort;
import dev.sockwatch.report.telemetry.TelemetryOptions;
import dev.sockwatch.text.AddressMask;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What separates destinations on metrics, by the chosen policy: a bounded number, the rest is one.
 * A client's port is never a label. Used by the sampler alone.
 */
final class Labels {
  static final int MAX_DESTINATIONS = 100;
  private static final String CLIENT = "client";

  private final TelemetryOptions.Destination policy;
  private final AddressMask mask;
  private final Map<Key, Attributes> known = new HashMap<>();

  Labels(TelemetryOptions.Destination policy, AddressMask mask) {
    this.policy = policy;
    this.mask = mask;
  }

  /** What one label set is about; the destination is null where metrics have none. */
  private record Key(String role, @Nullable HostPort destination) {}

  /** Role and destination of a connection. */
  Attributes of(
      String role, @Nullable HostPort asked, @Nullable HostPort local, @Nullable HostPort peer) {
    Key key = new Key(role, destination(role.equals(CLIENT), asked, local, peer));
    Attributes labels = known.get(key);
    if (labels == null) {
      boolean isRoom = known.size() < MAX_DESTINATIONS;
      labels = isRoom || key.destination() == null ? labels(key) : other(role);
      if (isRoom) {
        known.put(key, labels);
      }
    }
    return labels;
  }

  private @Nullable HostPort destination(
      boolean isClient,
      @Nullable HostPort asked,
      @Nullable HostPort local,
      @Nullable HostPort peer) {
    int listener = local == null ? 0 : local.port();
    return switch (policy) {
      case NONE -> null;
      case SERVER -> isClient ? (asked == null ? peer : asked) : new HostPort("", listener);
      case PEER -> isClient ? peer : new HostPort(peer == null ? "" : peer.address(), listener);
    };
  }

  private Attributes labels(Key key) {
    HostPort to = key.destination();
    AttributesBuilder labels = Attributes.builder().put(TelemetryNames.ROLE, key.role());
    if (to == null) {
      return labels.build();
    }
    boolean byPeer = policy == TelemetryOptions.Destination.PEER;
    boolean isClient = key.role().equals(CLIENT);
    if (!to.address().isEmpty()) {
      labels.put(
          byPeer ? TelemetryNames.PEER_ADDRESS : TelemetryNames.SERVER_ADDRESS,
          mask.host(to.address()));
    }
    if (to.port() > 0) {
      labels.put(
          byPeer && isClient ? TelemetryNames.PEER_PORT : TelemetryNames.SERVER_PORT,
          (long) to.port());
    }
    return labels.build();
  }

  private Attributes other(String role) {
    return Attributes.of(
        TelemetryNames.ROLE,
        role,
        policy == TelemetryOptions.Destination.PEER
            ? TelemetryNames.PEER_ADDRESS
            : TelemetryNames.SERVER_ADDRESS,
        TelemetryNames.OTHER);
  }
}
