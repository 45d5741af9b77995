package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.Finding.FindingKey;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.detect.Severity;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A known finding can be silenced by its id and the package that is blamed, and no other. */
class IgnoreRuleTest {
  private static final CallStack SITE = HandMadeStack.at("Orders", "fetch", 41);

  @ParameterizedTest
  @ValueSource(strings = {"com.acme", "com.acme.", "com.acme.Orders", "com.acme.Orders.fetch"})
  void blamedLineInThePackage_isCovered(String codePackage) {
    assertThat(rule("close-wait@" + codePackage).covers(finding(SITE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.acme.Prices", "acme", "java.net", "org"})
  void otherPackage_isNotCovered(String codePackage) {
    assertThat(rule("close-wait@" + codePackage).covers(finding(SITE))).isFalse();
  }

  @Test
  void otherId_isNotCovered() {
    assertThat(rule("close-pending@com.acme").covers(finding(SITE))).isFalse();
  }

  @Test
  void unknownSite_isNotCovered() {
    assertThat(rule("close-wait@com.acme").covers(finding(null))).isFalse();
  }

  @Test
  void rules_areParsedInOrder() {
    assertThat(IgnoreRule.parse(List.of("close-wait@com.acme", "never-connected@a@b")))
        .containsExactly(
            new IgnoreRule("close-wait", "com.acme"), new IgnoreRule("never-connected", "a@b"));
    assertThat(IgnoreRule.parse(List.of())).isEmpty();
  }

  @Test
  void everyId_canBeIgnored() {
    for (FindingId id : FindingId.values()) {
      assertThat(IgnoreRule.areValid(id.word() + "@com.acme")).isTrue();
    }
  }

  private static IgnoreRule rule(String word) {
    return IgnoreRule.parse(List.of(word)).get(0);
  }

  private static Finding finding(@Nullable CallStack opening) {
    return new Finding(
        new FindingKey(FindingId.CLOSE_WAIT, "", "site"),
        opening,
        Severity.ERROR,
        1,
        "192.0.2.7:5432",
        "summary",
        Map.of(),
        "remedy");
  }
}
