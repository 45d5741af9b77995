package dev.sockwatch.detect;

import dev.sockwatch.stack.CallStack;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One detector's verdict on the sockets of one call site.
 *
 * @param key what makes it the same finding in the next round
 * @param opening the stack that opened the first socket, or null when no hook saw that
 * @param severity how bad
 * @param count how many sockets it is about
 * @param destination the other side, or how many there are
 * @param summary one line: what, with the numbers
 * @param evidence the figures that decide it, by name with unit: numbers and texts
 * @param remedy the line of code or the setting to change
 */
public record Finding(
    FindingKey key,
    @Nullable CallStack opening,
    Severity severity,
    int count,
    String destination,
    String summary,
    Map<String, Object> evidence,
    String remedy) {

  /** The same with more to do about it. */
  public Finding withRemedy(String more) {
    return new Finding(key, opening, severity, count, destination, summary, evidence, more);
  }

  /** The id. */
  public FindingId id() {
    return key.id();
  }

  /** The blamed line, or null when no hook saw the sockets open. */
  public @Nullable String callSite() {
    return opening == null ? null : opening.callSite();
  }

  /** Whether call site and stack are of the first read or write seen, not of the open. */
  public boolean firstSeen() {
    return opening != null && opening.moment() == CallStack.Moment.FIRST_SEEN;
  }

  /** The opening stack, innermost first; empty when no hook saw the sockets open. */
  public List<String> stack() {
    return opening == null ? List.of() : opening.lines();
  }

  /**
   * What makes two verdicts the same finding: leaks at one call site are one finding.
   *
   * @param id the rule's id
   * @param rule which of the id's distinctions, e.g. whether the EOF was read
   * @param site the blamed line, or the destination where no line can be blamed
   */
  public record FindingKey(FindingId id, String rule, String site) {}
}
