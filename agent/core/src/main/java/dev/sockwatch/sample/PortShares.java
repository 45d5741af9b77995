package dev.sockwatch.sample;

import dev.sockwatch.snapshot.PortShare;
import dev.sockwatch.stack.CallStack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts which line holds how many ports to one destination. What is known by its addresses is
 * counted at its line; the rest is shared out by what else each line is known to have there, and
 * what is left over was opened by somebody whom no hook saw.
 */
final class PortShares {
  private static final String UNSEEN = "";

  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int unknownOpen;
  private int unknownTimeWait;

  /** An open connection of this line. */
  void addOpen(@Nullable CallStack opening) {
    if (opening == null) {
      unknownOpen++;
    } else {
      line(opening).open++;
    }
  }

  /** A connection of this line in TIME_WAIT. */
  void addTimeWait(@Nullable CallStack opening) {
    if (opening == null) {
      unknownTimeWait++;
    } else {
      line(opening).timeWait++;
    }
  }

  /**
   * Who holds what, the most first.
   *
   * @param open how many open connections each line has whose own address is not known yet
   * @param closed how many each line has closed that may be in TIME_WAIT
   * @param onlyLine the only line that ever connected there, or null
   */
  List<PortShare> view(
      Map<CallStack, Double> open, Map<CallStack, Double> closed, @Nullable CallStack onlyLine) {
    boolean noneOpen = open.isEmpty() && lines.values().stream().allMatch(l -> l.open == 0);
    boolean noneClosed = closed.isEmpty() && lines.values().stream().allMatch(l -> l.timeWait == 0);
    Map<CallStack, Double> more = new LinkedHashMap<>();
    closed.forEach(
        (stack, number) -> {
          double left = number - line(stack).timeWait;
          if (left >= 0.5) {
            more.put(stack, left);
          }
        });
    share(unknownOpen, open).forEach((stack, number) -> line(stack).addOpenGuess(number));
    share(unknownTimeWait, more).forEach((stack, number) -> line(stack).addTimeWaitGuess(number));
    int guessedOpen = lines.values().stream().mapToInt(l -> l.guessedOpen).sum();
    int guessedTimeWait = lines.values().stream().mapToInt(l -> l.guessedTimeWait).sum();
    Line unseen = new Line(null);
    lines.put(UNSEEN, unseen);
    Line only = onlyLine == null ? unseen : line(onlyLine);
    (noneOpen ? only : unseen).open += unknownOpen - guessedOpen;
    (noneClosed ? only : unseen).timeWait += unknownTimeWait - guessedTimeWait;
    List<PortShare> holders = new ArrayList<>();
    for (Line line : lines.values()) {
      PortShare holder = line.view();
      if (holder.used() > 0) {
        holders.add(holder);
      }
    }
    holders.sort(Comparator.comparingInt(PortShare::used).reversed());
    return holders;
  }

  private Line line(CallStack opening) {
    return lines.computeIfAbsent(opening.callSite(), site -> new Line(opening));
  }

  /** As many of those to each as it is known to have; where there are fewer, in proportion. */
  private static Map<CallStack, Integer> share(int number, Map<CallStack, Double> claims) {
    double claimed = claims.values().stream().mapToDouble(Double::doubleValue).sum();
    double part = claimed > number ? number / claimed : 1;
    Map<CallStack, Integer> shares = new LinkedHashMap<>();
    double due = 0;
    int given = 0;
    for (Map.Entry<CallStack, Double> claim : claims.entrySet()) {
      due += claim.getValue() * part;
      int one = (int) Math.min(number, Math.round(due)) - given;
      given += one;
      shares.put(claim.getKey(), one);
    }
    return shares;
  }

  private static final class Line {
    private final @Nullable CallStack opening;
    private int open;
    private int timeWait;
    private int guessedOpen;
    private int guessedTimeWait;

    Line(@Nullable CallStack opening) {
      this.opening = opening;
    }

    void addOpenGuess(int number) {
      guessedOpen += number;
    }

    void addTimeWaitGuess(int number) {
      guessedTimeWait += number;
    }

    PortShare view() {
      return new PortShare(
          opening,
          open + guessedOpen,
          timeWait + guessedTimeWait,
          guessedOpen + guessedTimeWait > 0);
    }
  }
}
