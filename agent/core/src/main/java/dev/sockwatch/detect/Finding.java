package dev.sockwatch.detect;

import dev.sockwatch.stack.CallStack;
import java.util.ArrayList;
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
 * @param evidence the figures that decide it, by name with unit: numbers, booleans and texts
 * @param remedy the line of code or the setting to change
 * @param related what makes findings the same that have the same cause and are evidence here
 */
public record Finding(
    FindingKey key,
    @Nullable CallStack opening,
    Severity severity,
    int count,
    String destination,
    String summary,
    Map<String, Object> evidence,
    String remedy,
    List<FindingKey> related) {

  /** A verdict on its own. */
  public Finding(
      FindingKey key,
      @Nullable CallStack opening,
      Severity severity,
      int count,
      String destination,
      String summary,
      Map<String, Object> evidence,
      String remedy) {
    this(key, opening, severity, count, destination, summary, evidence, remedy, List.of());
  }

  /** Its own key and those of the findings that are evidence here. */
  public List<FindingKey> keys() {
    List<FindingKey> keys = new ArrayList<>(related);
    keys.add(0, key);
    return keys;
  }

  /** The id. */
  public FindingId id() {
    return key.id();
  }

  /** The blamed line, or null when no hook saw the sockets open. */
  public @Nullable String callSite() {
    return opening == null ? null : opening.callSite();
  }

  /** What call site and stack were taken of, {@code open} or {@code use}; null without a stack. */
  public @Nullable String stackTakenAt() {
    return opening == null ? null : opening.moment().word();
  }

  /** The opening stack, innermost first; empty when no hook saw the sockets open. */
  public List<String> stack() {
    return opening == null ? List.of() : opening.lines();
  }

  /** Who called the blamed line, outermost last, with what says nothing left out. */
  public List<String> callers() {
    return opening == null ? List.of() : opening.callers();
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
