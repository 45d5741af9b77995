package dev.sockwatch.report.otel;

import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.report.telemetry.ConnectionFacts;
import dev.sockwatch.report.telemetry.HostPort;
import dev.sockwatch.text.AddressMask;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What spans and events say of a connection and of a line of code. */
final class SpanAttributes {
  /** {@code com.acme.Client.connect(Client.java:41)}, and what may stand behind it. */
  private static final Pattern LINE =
      Pattern.compile("([^( ]+)\\(([^:)]+?)(?::(\\d+))?\\).*", Pattern.DOTALL);

  private final AddressMask mask;

  SpanAttributes(AddressMask mask) {
    this.mask = mask;
  }

  String text(SocketFailure failure) {
    return mask.failure(failure).text();
  }

  @Nullable String threadOf(ConnectionFacts facts) {
    return mask.thread(facts.thread());
  }

  /** The other side for a client, the own one for a server: few different ones. */
  String nameOf(ConnectionFacts facts) {
    HostPort to = facts.isClient() ? peerOf(facts) : facts.local();
    return to == null ? "unknown" : to.masked(mask).toString();
  }

  private static @Nullable HostPort peerOf(ConnectionFacts facts) {
    return facts.peer() == null ? facts.asked() : facts.peer();
  }

  Attributes of(ConnectionFacts facts) {
    AttributesBuilder to = Attributes.builder();
    to.put(TelemetryNames.ROLE, facts.isClient() ? "client" : "server");
    HostPort peer = facts.peer();
    if (peer != null) {
      to.put(TelemetryNames.PEER_ADDRESS, mask.host(peer.address()));
      to.put(TelemetryNames.PEER_PORT, (long) peer.port());
      to.put(TelemetryNames.NETWORK_TYPE, peer.address().indexOf(':') < 0 ? "ipv4" : "ipv6");
    }
    HostPort local = facts.local();
    if (local != null) {
      to.put(TelemetryNames.LOCAL_ADDRESS, mask.host(local.address()));
      to.put(TelemetryNames.LOCAL_PORT, (long) local.port());
    }
    HostPort server = facts.isClient() ? facts.asked() : null;
    if (server != null) {
      to.put(TelemetryNames.SERVER_ADDRESS, mask.host(server.address()));
      to.put(TelemetryNames.SERVER_PORT, (long) server.port());
    } else if (!facts.isClient() && local != null) {
      to.put(TelemetryNames.SERVER_PORT, (long) local.port());
    }
    code(to, facts.callSite(), facts.stack());
    facts
        .figures()
        .forEach(
            (figure, value) -> {
              if (figure.isTime()) {
                to.put(TelemetryNames.of(figure), figure.seconds(value));
              } else {
                to.put(TelemetryNames.of(figure), value);
              }
            });
    return to.build();
  }

  /** The line to blame, taken apart, and the stack. */
  static void code(AttributesBuilder to, @Nullable String callSite, List<String> stack) {
    Matcher line = LINE.matcher(callSite == null ? "" : callSite);
    if (line.matches()) {
      to.put(TelemetryNames.CODE_FUNCTION, line.group(1));
      to.put(TelemetryNames.CODE_FILE, line.group(2));
      if (line.group(3) != null) {
        to.put(TelemetryNames.CODE_LINE, Long.parseLong(line.group(3)));
      }
    }
    if (!stack.isEmpty()) {
      to.put(TelemetryNames.CODE_STACKTRACE, "\tat " + String.join("\n\tat ", stack));
    }
  }
}
