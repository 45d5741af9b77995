package dev.sockwatch.detect;

import dev.sockwatch.detect.Finding.FindingKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One cause, one finding: a line that opens a connection for each request is also the one whose
 * TIME_WAITs hold the ports, and whose connects get none at last. The most severe of these findings
 * stays, the others of the same line and destination become its evidence.
 */
public final class CommonCause {
  /** Of the same severity, the one nearest to the harm leads. */
  private static final List<FindingId> ORDER =
      List.of(
          FindingId.CONNECT_NO_PORT,
          FindingId.EPHEMERAL_PORTS_LOW,
          FindingId.TIME_WAIT_PRESSURE,
          FindingId.CONNECTION_PER_REQUEST);

  private record Cause(String destination, @Nullable String callSite) {}

  private CommonCause() {}

  /** The findings of one round, those with one cause as one, each where its first one was. */
  public static List<Finding> merge(List<Finding> findings) {
    Map<Object, List<Finding>> causes = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Object cause =
          ORDER.contains(finding.id())
              ? new Cause(finding.destination(), finding.callSite())
              : finding.key();
      causes.computeIfAbsent(cause, c -> new ArrayList<>()).add(finding);
    }
    return causes.values().stream().map(CommonCause::one).toList();
  }

  private static Finding one(List<Finding> found) {
    if (found.size() == 1) {
      return found.get(0);
    }
    List<Finding> ranked =
        found.stream()
            .sorted(
                Comparator.comparing(Finding::severity, Comparator.reverseOrder())
                    .thenComparing(f -> ORDER.indexOf(f.id())))
            .toList();
    Finding lead = ranked.get(0);
    List<Finding> others = ranked.subList(1, ranked.size());
    Map<String, Object> evidence = new LinkedHashMap<>(lead.evidence());
    String words = String.join(", ", others.stream().map(CommonCause::word).toList());
    evidence.put("alsoKnownAs", words);
    others.forEach(other -> evidence.put(word(other), other.summary()));
    List<FindingKey> related = others.stream().map(Finding::key).toList();
    return new Finding(
        lead.key(),
        lead.opening(),
        lead.severity(),
        lead.count(),
        lead.destination(),
        lead.summary() + " (also " + words + ")",
        evidence,
        lead.remedy(),
        related);
  }

  private static String word(Finding finding) {
    return finding.id().word();
  }
}
