package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.snapshot.Snapshot;
import dev.sockwatch.snapshot.SocketGroup;
import dev.sockwatch.snapshot.SocketSample;
import dev.sockwatch.snapshot.SplitMessages;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Small messages in several writes with TCP_NODELAY off, and no stall seen: it takes a peer that
 * delays its acknowledgements, and each of these exchanges costs 40 ms more.
 */
final class NodelayMissingDetector implements Detector {
  private static final int MESSAGES = 20;

  private record Place(String destination, String site) {}

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    Set<Place> stalling =
        HeldWrites.of(snapshot).stream()
            .map(w -> new Place(w.group().destination(), w.group().site()))
            .collect(Collectors.toSet());
    Map<SocketGroup, List<SocketSample>> groups =
        snapshot.sockets().stream()
            .filter(s -> s.splitMessages() != null && s.splitMessages().count() >= MESSAGES)
            .filter(s -> !s.isClosed())
            .collect(
                Collectors.groupingBy(
                    SocketSample::group, LinkedHashMap::new, Collectors.toList()));
    List<Finding> findings = new ArrayList<>();
    groups.forEach(
        (group, sockets) -> {
          if (!stalling.contains(new Place(group.destination(), group.site()))) {
            findings.add(finding(group, sockets));
          }
        });
    return findings;
  }

  private static Finding finding(SocketGroup group, List<SocketSample> sockets) {
    List<SplitMessages> split =
        sockets.stream().map(SocketSample::splitMessages).filter(Objects::nonNull).toList();
    long messages = split.stream().mapToLong(SplitMessages::count).sum();
    CallStack writer =
        split.stream().map(SplitMessages::writer).filter(Objects::nonNull).findFirst().orElse(null);
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) sockets.size());
    evidence.put("messagesInSeveralWrites", messages);
    evidence.put("tcpNoDelay", 0L);
    if (writer != null) {
      evidence.put("writtenAgainAt", writer.callSite());
    }
    return new Finding(
        new FindingKey(FindingId.NODELAY_MISSING, group.destination(), group.site()),
        sockets.get(0).opening(),
        Severity.ADVICE,
        sockets.size(),
        group.destination(),
        SiteGroups.count(messages, "small message")
            + " written in several writes with TCP_NODELAY off: a peer that delays its"
            + " acknowledgements would hold each for 40 ms; none was held so far",
        evidence,
        "write each message at once"
            + (writer == null ? "" : " where it is written in pieces, " + writer.callSite())
            + ", or call setTcpNoDelay(true) on the socket "
            + SiteGroups.where(sockets.get(0).opening()));
  }
}
