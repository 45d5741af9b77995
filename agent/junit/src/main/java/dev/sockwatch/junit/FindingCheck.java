package dev.sockwatch.junit;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.SockwatchMXBean;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Findings that fail a test, each once: opened while it ran, of a socket that it opened. */
final class FindingCheck {
  private final SockwatchMXBean sockwatch;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  FindingCheck(SockwatchMXBean sockwatch) {
    this.sockwatch = sockwatch;
  }

  /**
   * Fails for what the agent does not know: it would never be found.
   *
   * @param ids of findings; nothing is asked if there are none
   */
  void requireKnown(List<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    List<String> known = sockwatch.getFindingIds();
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new AssertionError(
            "sockwatch: \""
                + id
                + "\" in alsoFailOn is no finding; write one of "
                + String.join(", ", known));
      }
    }
  }

  /**
   * Fails if one of these findings came up.
   *
   * @param site class, or class and method, that must be on the opening stack
   * @param ids of findings; nothing is asked if there are none
   */
  void check(OpenScope scope, String site, List<String> ids) {
    if (ids.isEmpty()) {
      return;
    }
    for (FindingView finding : sockwatch.report(false).findings()) {
      String key = finding.id() + " " + finding.callSite() + " " + finding.openedAtMillis();
      if (ids.contains(finding.id())
          && finding.openedAtMillis() >= scope.beganAtMillis()
          && finding.stack().stream().anyMatch(frame -> isOf(frame, site))
          && reported.add(key)) {
        throw new AssertionError(text(scope, finding));
      }
    }
  }

  private static boolean isOf(String frame, String site) {
    int dot = site.lastIndexOf('.');
    String lambda = site.substring(0, dot + 1) + "lambda$" + site.substring(dot + 1) + "$";
    return frame.startsWith(site + ".")
        || frame.startsWith(site + "(")
        || frame.startsWith(site + "$")
        || frame.startsWith(lambda);
  }

  private static String text(OpenScope scope, FindingView finding) {
    return "sockwatch: "
        + scope.name()
        + ": "
        + finding.id()
        + ": "
        + finding.summary()
        + "\n    opened at  "
        + finding.callSite()
        + "\n    fix        "
        + finding.remedy()
        + "\n";
  }
}
