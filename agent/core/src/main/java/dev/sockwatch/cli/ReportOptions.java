package dev.sockwatch.cli;

import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.control.Answer;
import dev.sockwatch.control.Request;
import dev.sockwatch.detect.Severity;
import dev.sockwatch.report.json.JsonReport;
import dev.sockwatch.report.text.CommandReport;
import dev.sockwatch.report.text.Grouping;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How a report is printed, and which findings make the exit code 1. */
final class ReportOptions {
  static final int NOTHING = 0;
  static final int SOMETHING = 1;
  static final int NOT_ASKED = 2;

  @ArgGroup private @Nullable Format format;

  @Option(names = "--open-only", description = "Leave resolved findings out.")
  private boolean openOnly;

  @Option(names = "--sockets", description = "Show every open socket, too.")
  private boolean sockets;

  @Option(
      names = "--all",
      description =
          "All about every open socket; of more than 2,000, JSON has the oldest of each group.")
  private boolean all;

  @Option(
      names = "--by",
      paramLabel = "<what>",
      description = "Count sockets by site (default), destination or state.")
  private Grouping by = Grouping.SITE;

  @Option(
      names = "--fail-on",
      paramLabel = "<severity>",
      description =
          "Exit with 1 if a finding of this severity or above is open: error, warning (default) or"
              + " advice.")
  private Severity failOn = Severity.WARNING;

  /** The format of a report: JSON or text, one of the two. */
  static final class Format {
    @Option(names = "--json", description = "Print JSON.")
    boolean json;

    @Option(names = "--text", description = "Print text for people (default).")
    boolean text;
  }

  /** What the agent must be asked for; all about each socket takes long with thousands of them. */
  Map<String, String> request(boolean gc) {
    Map<String, String> options = new LinkedHashMap<>();
    if (sockets || (format != null && format.json)) {
      options.put(Request.SOCKETS, all ? "all" : "full");
    }
    if (gc) {
      options.put("gc", "true");
    }
    return options;
  }

  /** Prints the report and returns the exit code. */
  int print(Answer answer, PrintWriter out) throws ObstacleException {
    ReportView report = answer.report();
    if (report == null) {
      throw new ObstacleException(
          new Obstacle("no report", "the agent answered without a report: " + answer.message()));
    }
    if (format != null && format.json) {
      try {
        JsonReport.write(report, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      out.println();
    } else {
      new CommandReport(openOnly, sockets, by).lines(report).forEach(out::println);
      if (!answer.watching()) {
        out.println("watching is off: this is what was known when it ended");
      }
    }
    out.flush();
    return report.findings().stream().anyMatch(this::counts) ? SOMETHING : NOTHING;
  }

  private boolean counts(FindingView finding) {
    return finding.state().equals("open")
        && Severity.valueOf(finding.severity().toUpperCase(Locale.ROOT)).compareTo(failOn) >= 0;
  }
}
