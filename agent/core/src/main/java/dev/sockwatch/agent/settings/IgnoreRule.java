package dev.sockwatch.agent.settings;

import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.FindingId;
import java.util.Arrays;
import java.util.List;

/**
 * Leaves out findings of one id whose blamed line is in one package.
 *
 * @param id of the findings
 * @param codePackage package or class name, as a prefix
 */
public record IgnoreRule(String id, String codePackage) {
  public static List<IgnoreRule> parse(List<String> words) {
    return words.stream()
        .map(w -> new IgnoreRule(w.substring(0, w.indexOf('@')), w.substring(w.indexOf('@') + 1)))
        .toList();
  }

  static boolean areValid(String value) {
    return Arrays.stream(value.split(":", -1))
        .allMatch(
            w ->
                w.indexOf('@') > 0
                    && w.indexOf('@') < w.length() - 1
                    && Arrays.stream(FindingId.values())
                        .anyMatch(id -> id.word().equals(w.substring(0, w.indexOf('@')))));
  }

  public boolean covers(Finding finding) {
    String site = finding.callSite();
    return finding.id().word().equals(id) && site != null && site.startsWith(codePackage);
  }
}
