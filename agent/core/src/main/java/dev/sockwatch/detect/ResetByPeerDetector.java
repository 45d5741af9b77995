package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.IncidentKind;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.snapshot.IncidentGroup;
import dev.sockwatch.snapshot.IncidentSample;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.text.Durations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The peer reset connections; what the program was doing tells why (RFC 9293 section 3.5.3).
 *
 * <p>Of accepted connections it is advice: clients go away, and mean it.
 */
final class ResetByPeerDetector implements Detector {
  /** No pool has kept a connection that lived less. */
  private static final long FRESH_NANOS = 1_000_000_000L;

  /** What the program was doing. */
  private enum Phase {
    AWAITING_RESPONSE("awaitingResponse", "after we had sent and before an answer"),
    WRITING("writing", "while we were writing"),
    IDLE("idle", "while we had nothing to send");

    private final String key;
    private final String words;

    Phase(String key, String words) {
      this.key = key;
      this.words = words;
    }
  }

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    Collection<List<IncidentGroup>> places =
        snapshot.incidents().stream()
            .filter(
                g -> g.kind() == IncidentKind.READ_RESET || g.kind() == IncidentKind.WRITE_RESET)
            .collect(
                Collectors.groupingBy(
                    g -> List.of(g.destination(), g.site()),
                    LinkedHashMap::new,
                    Collectors.toList()))
            .values();
    List<Finding> findings = new ArrayList<>();
    for (List<IncidentGroup> groups : places) {
      int enough = thresholds.count(Threshold.INCIDENTS_COUNT);
      long recent = groups.stream().mapToLong(IncidentGroup::count).sum();
      List<IncidentSample> resets = Recurrence.of(groups, e -> true, enough, snapshot, thresholds);
      if (recent >= enough || !resets.isEmpty()) {
        findings.add(finding(groups, Math.max(recent, resets.size())));
      }
    }
    return findings;
  }

  /** Null where the kernel could not be asked. */
  private static @Nullable Phase phase(IncidentGroup group, IncidentSample reset) {
    if (group.kind() == IncidentKind.WRITE_RESET) {
      return Phase.WRITING;
    }
    long sentAgo = reset.tcp(TcpInfoField.LAST_DATA_SENT, -1);
    long receivedAgo = reset.tcp(TcpInfoField.LAST_DATA_RECV, -1);
    if (sentAgo < 0 || receivedAgo < 0) {
      return null;
    }
    boolean everSent = reset.tcp(TcpInfoField.DATA_SEGS_OUT, 0) > 0;
    return everSent && sentAgo <= receivedAgo ? Phase.AWAITING_RESPONSE : Phase.IDLE;
  }

  private static Finding finding(List<IncidentGroup> groups, long count) {
    IncidentGroup first = groups.get(0);
    Map<Phase, Long> phases = new EnumMap<>(Phase.class);
    List<IncidentSample> resets = new ArrayList<>();
    for (IncidentGroup group : groups) {
      for (IncidentSample reset : group.all()) {
        Phase phase = phase(group, reset);
        if (phase != null) {
          phases.merge(phase, 1L, Long::sum);
        }
        resets.add(reset);
      }
    }
    Phase most =
        phases.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse(null);
    boolean client = resets.get(0).role() == Role.CLIENT;
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("resets", count);
    phases.forEach((phase, n) -> evidence.put(phase.key, n));
    evidence.put("medianLifeMillis", Durations.millis(life(resets)));
    long idle = silence(resets);
    if (idle >= 0) {
      evidence.put("medianSinceLastDataReceivedMillis", idle);
    }
    SocketFailure failure = resets.get(0).failure();
    if (failure != null) {
      evidence.put("exception", failure.text());
    }
    return new Finding(
        new FindingKey(FindingId.RESET_BY_PEER, first.destination(), first.site()),
        first.opening(),
        client ? Severity.WARNING : Severity.ADVICE,
        (int) Math.min(Integer.MAX_VALUE, count),
        first.destination(),
        SiteGroups.count(count, "connection")
            + " reset by the peer"
            + (most == null ? "" : ", most " + most.words),
        evidence,
        remedy(most, client, life(resets)));
  }

  private static long life(List<IncidentSample> resets) {
    return Statistics.median(resets.stream().mapToLong(IncidentSample::elapsedNanos));
  }

  /** Median time since data was last received; -1 where the kernel does not tell. */
  private static long silence(List<IncidentSample> resets) {
    List<Long> millis =
        resets.stream()
            .map(e -> e.tcp(TcpInfoField.LAST_DATA_RECV, -1))
            .filter(m -> m >= 0)
            .toList();
    return millis.isEmpty() ? -1 : Statistics.median(millis.stream().mapToLong(Long::longValue));
  }

  private static String remedy(@Nullable Phase phase, boolean client, long lifeNanos) {
    if (!client) {
      return "look at the clients: they close with unread data or with SO_LINGER 0, or a middlebox"
          + " resets what it has forgotten";
    }
    if (phase == Phase.WRITING) {
      return "the peer closed while it was being sent to: read its answer (an early error, a limit"
          + " of size or time), and do not reuse a connection that the peer has closed";
    }
    if (lifeNanos < FRESH_NANOS) {
      return "the peer accepts and then refuses: ask its log (a limit, another protocol, TLS or"
          + " none), and close in order there: read what was received, no SO_LINGER 0";
    }
    if (phase == Phase.AWAITING_RESPONSE) {
      return "the peer or a middlebox had dropped the connection before the request: keep idle"
          + " connections in the pool for less time than the peer does, check them before use, and"
          + " retry what may be repeated";
    }
    return "shorten the time that idle connections are kept, or send keepalive probes (SO_KEEPALIVE"
        + " with TCP_KEEPIDLE below the timeout on the way)";
  }
}
