package dev.sockwatch.snapshot;

import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;

import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.stack.CallStack;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What happened to sockets of one place, by hand; the kernel says nothing unless told to. */
public final class IncidentSampleBuilder {
  /** The 280 bytes of Linux 6.18. */
  private static final int TCP_INFO_BYTES = 280;

  private final ByteBuffer tcp = ByteBuffer.allocate(TCP_INFO_BYTES).order(ByteOrder.nativeOrder());
  private boolean asked;
  private long socketId = 1;
  private Role role = Role.CLIENT;
  private long elapsedNanos;
  private long atNanos = NOW;
  private @Nullable Boolean noDelay;
  private OptionalLong unreadBytes = OptionalLong.empty();
  private OptionalLong lingerSeconds = OptionalLong.empty();
  private @Nullable CallStack writer;
  private @Nullable String traceId;

  public static IncidentSampleBuilder incident() {
    return new IncidentSampleBuilder();
  }

  /** What the kernel says of a field of four bytes or less. */
  public IncidentSampleBuilder tcp(TcpInfoField field, long value) {
    asked = true;
    if (field.width() == 4) {
      tcp.putInt(field.offset(), (int) value);
    } else {
      tcp.put(field.offset(), (byte) value);
    }
    return this;
  }

  public IncidentSampleBuilder state(TcpState state) {
    return tcp(TcpInfoField.STATE, state.number());
  }

  public IncidentSampleBuilder socket(long id) {
    socketId = id;
    return this;
  }

  public IncidentSampleBuilder role(Role is) {
    role = is;
    return this;
  }

  public IncidentSampleBuilder elapsedMillis(long millis) {
    elapsedNanos = millis * 1_000_000;
    return this;
  }

  /** So long ago. */
  public IncidentSampleBuilder ago(long nanos) {
    atNanos = NOW - nanos;
    return this;
  }

  public IncidentSampleBuilder noDelay(boolean on) {
    noDelay = on;
    return this;
  }

  public IncidentSampleBuilder unreadBytes(long bytes) {
    unreadBytes = OptionalLong.of(bytes);
    return this;
  }

  public IncidentSampleBuilder lingerSeconds(long seconds) {
    lingerSeconds = OptionalLong.of(seconds);
    return this;
  }

  public IncidentSampleBuilder writer(CallStack stack) {
    writer = stack;
    return this;
  }

  public IncidentSampleBuilder traceId(String id) {
    traceId = id;
    return this;
  }

  public IncidentSample build() {
    return new IncidentSample(
        socketId,
        role,
        atNanos,
        elapsedNanos,
        null,
        asked ? TcpInfo.copyOf(tcp, TCP_INFO_BYTES) : null,
        noDelay,
        unreadBytes,
        lingerSeconds,
        writer,
        traceId);
  }

  /** So many of them, of {@link SampleBuilder#SITE}, all through the last minute. */
  public IncidentGroup times(int count, IncidentKind kind) {
    List<IncidentSample> incidents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      incidents.add(build());
    }
    return group(kind, List.of(NOW - seconds(50), NOW - seconds(30), NOW - seconds(1)), incidents);
  }

  /** Those before the window, and nothing since. */
  public static IncidentGroup longAgo(IncidentKind kind, List<IncidentSample> before) {
    return new IncidentGroup(
        kind,
        "192.0.2.7:5432",
        SampleBuilder.SITE,
        SampleBuilder.SITE.callSite(),
        0,
        NOW,
        List.of(),
        List.of(),
        before);
  }

  /** Incidents of one place. */
  public static IncidentGroup group(
      IncidentKind kind, List<Long> roundsAtNanos, List<IncidentSample> incidents) {
    return group(kind, NOW - seconds(60), roundsAtNanos, incidents);
  }

  /** The same, with the time since when there were some. */
  public static IncidentGroup group(
      IncidentKind kind,
      long beganAtNanos,
      List<Long> roundsAtNanos,
      List<IncidentSample> incidents) {
    return new IncidentGroup(
        kind,
        "192.0.2.7:5432",
        SampleBuilder.SITE,
        SampleBuilder.SITE.callSite(),
        incidents.size(),
        beganAtNanos,
        roundsAtNanos,
        incidents,
        List.of());
  }
}
