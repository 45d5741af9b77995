package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.net.TcpState;
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
 * TCP_NODELAY is off where messages are small, and no stall was seen: it takes a message in two
 * writes and a peer that delays its acknowledgements, and each such exchange costs 40 ms more.
 *
 * <p>Either messages have been written in several writes, or this is a client that speaks in small
 * requests and answers. Bulk transfers and one-way streams gain nothing from TCP_NODELAY.
 */
final class NodelayMissingDetector implements Detector {
  private static final int MESSAGES = 20;

  /** Less than half a segment of an Ethernet (1448 bytes) is small. */
  private static final long SMALL_BYTES = 724;

  /** An answer that does not fit into the initial window (RFC 6928) is a transfer. */
  private static final long MOST_ANSWER_BYTES = 10 * 1448;

  /** More requests than that for each answer are a stream. */
  private static final long MOST_REQUESTS = 4;

  private record Place(String destination, String site) {}

  @Override
  public List<Finding> inspect(Snapshot snapshot, Thresholds thresholds) {
    Set<Place> stalling =
        HeldWrites.of(snapshot).stream()
            .map(w -> new Place(w.group().destination(), w.group().site()))
            .collect(Collectors.toSet());
    Map<SocketGroup, List<SocketSample>> groups =
        snapshot.sockets().stream()
            .filter(s -> !s.isClosed())
            .filter(s -> isSplit(s) || isSmallTalk(s))
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

  private static boolean isSplit(SocketSample socket) {
    return socket.splitMessages() != null && socket.splitMessages().count() >= MESSAGES;
  }

  /** A client whose requests and answers are small. */
  private static boolean isSmallTalk(SocketSample socket) {
    long out = socket.tcp(TcpInfoField.DATA_SEGS_OUT).orElse(0);
    long in = socket.tcp(TcpInfoField.DATA_SEGS_IN).orElse(0);
    return socket.splitMessages() != null
        && socket.role() == Role.CLIENT
        && socket.state() == TcpState.ESTABLISHED
        && Math.min(in, out) >= MESSAGES
        && out <= in * MOST_REQUESTS
        && socket.tcp(TcpInfoField.BYTES_SENT).orElse(Long.MAX_VALUE) / out <= SMALL_BYTES
        && socket.tcp(TcpInfoField.BYTES_RECEIVED).orElse(Long.MAX_VALUE) / out
            <= MOST_ANSWER_BYTES;
  }

  private static Finding finding(SocketGroup group, List<SocketSample> sockets) {
    List<SplitMessages> split =
        sockets.stream().map(SocketSample::splitMessages).filter(Objects::nonNull).toList();
    long messages = split.stream().mapToLong(SplitMessages::count).sum();
    long exchanges = sockets.stream().mapToLong(s -> Math.max(0, PassedOver.exchanges(s))).sum();
    CallStack writer =
        split.stream().map(SplitMessages::writer).filter(Objects::nonNull).findFirst().orElse(null);
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("sockets", (long) sockets.size());
    evidence.put("messagesInSeveralWrites", messages);
    if (messages < MESSAGES) {
      evidence.put("exchanges", exchanges);
    }
    evidence.put("tcpNoDelay", 0L);
    if (writer != null) {
      evidence.put("writtenAgainAt", writer.callSite());
    }
    String summary =
        messages >= MESSAGES
            ? SiteGroups.count(messages, "small message")
                + " written in several writes with TCP_NODELAY off: a peer that delays its"
                + " acknowledgements would hold each for 40 ms; none was held so far"
            : SiteGroups.count(sockets.size(), "connection")
                + " for small requests and answers with TCP_NODELAY off: no stall was seen, "
                + (messages == 0
                    ? "each request leaves in one write; one"
                    : "nearly all requests leave in one write; one")
                + " in two writes would wait 40 ms wherever the peer delays its acknowledgement";
    String set = "call setTcpNoDelay(true) on the socket ";
    String remedy =
        messages >= MESSAGES
            ? "write each message at once"
                + (writer == null ? "" : " where it is written in pieces, " + writer.callSite())
                + ", or "
                + set
            : set;
    return new Finding(
        new FindingKey(FindingId.NODELAY_MISSING, group.destination(), group.site()),
        sockets.get(0).opening(),
        Severity.ADVICE,
        sockets.size(),
        group.destination(),
        summary,
        evidence,
        remedy + SiteGroups.where(sockets.get(0).opening()));
  }
}
