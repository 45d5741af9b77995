package dev.sockwatch.tests.bench;

import dev.sockwatch.tests.bench.Figure.Unit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What each way of asking the kernel costs: one question, one list, one sampling round. */
final class KernelPart implements Bench.Part {
  private static final List<String> SOURCES = List.of("foreign", "jna", "jdk", "procfs");
  private static final int FEW = 1000;
  private static final int MANY = 10_000;
  private static final List<Integer> ROUND_SIZES = List.of(FEW, MANY, 50_000);
  private static final long KIBIBYTES_PER_SOCKET = 16; // both the kernel's and the JVM's

  private static final int TIMES_TO_WARM_UP = 15;
  private static final int TIMES = 25;

  /**
   * The readers come by a loader of their own, not the agent's, for which the agent opens these.
   */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED");

  @Override
  public List<Row> measure(Bench bench) throws IOException {
    List<Row> rows = new ArrayList<>(readers(bench));
    String best = bench.jdk().feature() < 21 ? "jna" : "foreign";
    for (int sockets : ROUND_SIZES) {
      for (String source : List.of(best, "jdk", "procfs")) {
        rows.addAll(round(bench, sockets, source));
      }
    }
    return rows;
  }

  private static List<Row> round(Bench bench, int sockets, String source) throws IOException {
    String reason = Limits.against(sockets, sockets * KIBIBYTES_PER_SOCKET);
    if (!reason.isEmpty()) {
      String what = String.format(Locale.ROOT, "round over %,d sockets, %s", sockets, source);
      return List.of(Row.skipped(what, reason));
    }
    double budget = sockets == MANY && source.equals("foreign") ? SamplingPart.BUDGET : Double.NaN;
    return SamplingPart.rounds(bench, sockets, ", " + source, ",kernel=" + source, budget);
  }

  /** All sources in one process and in turns, on the same sockets. */
  private static List<Row> readers(Bench bench) throws IOException {
    List<Question> questions = new ArrayList<>();
    for (String source : SOURCES) {
      if (!source.equals("procfs")) { // would be asked for its list again and again
        questions.add(new Question(FEW, "hot", source));
      }
      questions.add(new Question(FEW, "walk", source));
      questions.add(new Question(MANY, "walk", source));
    }
    for (String source : List.of("foreign", "jna", "jdk")) {
      questions.add(new Question(FEW, "list", source));
      questions.add(new Question(MANY, "list", source));
    }
    Variant agent = bench.sockwatch().with("sample.interval=1h");
    for (int i = 0; i < HeldSockets.fewRounds(bench); i++) {
      bench.quiet().await();
      try (ChildJvm child = HeldSockets.start(bench, agent, OPENED, String.valueOf(agent.jar()))) {
        child.ask("open " + FEW / 2);
        ask(child, questions.stream().filter(q -> q.sockets == FEW).toList());
        child.ask("open " + (MANY - FEW) / 2);
        ask(child, questions.stream().filter(q -> q.sockets == MANY).toList());
      }
    }
    List<Row> rows = new ArrayList<>();
    questions.forEach(question -> rows.addAll(question.rows()));
    return rows;
  }

  private static void ask(ChildJvm child, List<Question> questions) throws IOException {
    for (int i = 0; i < TIMES_TO_WARM_UP + TIMES; i++) {
      for (Question question : questions) {
        Values answer = child.ask("readers " + question.what + " " + question.source);
        if (i >= TIMES_TO_WARM_UP && !answer.byName().containsKey("absent")) {
          question.answers.add(answer);
        }
      }
    }
  }

  /** One command to the readers and all answers to it. */
  private static final class Question {
    private final int sockets;
    private final String what;
    private final String source;
    private final List<Values> answers = new ArrayList<>();

    Question(int sockets, String what, String source) {
      this.sockets = sockets;
      this.what = what;
      this.source = source;
    }

    /** None for a source that the JDK does not have. */
    List<Row> rows() {
      if (answers.isEmpty()) {
        return List.of();
      }
      Estimate nanos = Estimate.of(answers.stream().mapToDouble(a -> value(a, "nanos")).toArray());
      return switch (what) {
        case "hot" ->
            List.of(Figure.witness("tcp_info, " + source + ": same socket", Unit.NANOS, "", nanos));
        case "walk" ->
            List.of(Figure.witness("tcp_info, " + source + each(), Unit.NANOS, "", nanos));
        default -> {
          String name =
              "list, " + (source.equals("jdk") ? "/proc/net/tcp" : "sock_diag, " + source);
          // Each list by its own length: it tells the sockets of all processes, which come and go.
          Estimate each =
              Estimate.of(
                  answers.stream()
                      .mapToDouble(a -> value(a, "nanos") / value(a, "sockets"))
                      .toArray());
          yield List.of(
              Figure.witness(name + each() + ": all", Unit.MILLIS, "", nanos.dividedBy(1e6)),
              Figure.witness(name + each() + ": each", Unit.MICROS, "", each.dividedBy(1e3)));
        }
      };
    }

    private String each() {
      return String.format(Locale.ROOT, ", %,d sockets", sockets);
    }

    private static double value(Values answer, String name) {
      Double value = answer.byName().get(name);
      if (value == null) {
        throw new IllegalStateException("no " + name + " in " + answer);
      }
      return value;
    }
  }
}
