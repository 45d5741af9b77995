package dev.sockwatch.agent;

import dev.sockwatch.agent.settings.FileNames;
import dev.sockwatch.agent.settings.Setting;
import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.agent.view.Health;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.ReportFile;
import dev.sockwatch.report.log.LogTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where log lines and the report go, as the settings say. */
final class LogAndReportFiles {
  private static final Logger LOGGER = LoggerFactory.getLogger("sockwatch");
  private static final int ROUNDS_PER_REPORT = 3;

  /** Of this UTS namespace; a look-up by name would ask a resolver. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private final String reportName;
  private final @Nullable ReportFile reportFile;

  /** Opens the report file, where one is wanted. */
  LogAndReportFiles(Settings settings) {
    this.reportName = settings.value(Setting.REPORT_FILE);
    this.reportFile = reportFile(reportName);
  }

  /** Opens the log; says what is wrong with it, else null. */
  static @Nullable String openLog(Settings settings) {
    LogTarget.use(settings.logFormat());
    String log = settings.value(Setting.LOG);
    if (log.equals("stderr")) {
      return null;
    }
    try {
      LogTarget.openFile(path(log));
      return null;
    } catch (IOException | InvalidPathException e) {
      return "sockwatch.log=" + log + " cannot be written (" + e + "); using stderr";
    }
  }

  private static @Nullable ReportFile reportFile(String name) {
    try {
      return name.isEmpty()
          ? null
          : ReportFile.open(path(name), FileNames.ofAnyPid(name, hostName()));
    } catch (InvalidPathException e) {
      LOGGER.warn(
          "sockwatch.report.file={} is not a file name here ({}); no report", name, e.toString());
    } catch (IOException e) {
      LOGGER.warn("sockwatch.report.file={}: {}; no report", name, String.valueOf(e.getMessage()));
    }
    return null;
  }

  /** Rewrites the report in every few rounds, and when something changed. */
  void round(Health health, boolean changed, Supplier<ReportView> report) {
    if (reportFile == null || (!changed && health.rounds() % ROUNDS_PER_REPORT != 1)) {
      return;
    }
    try {
      reportFile.write(report.get());
    } catch (IOException e) {
      if (health.roundFailed(e)) {
        LOGGER.warn("the report was not written, a later round tries again: {}", failure(e));
      }
    }
  }

  /** Writes the last report. */
  void end(ReportView last) {
    if (reportFile == null) {
      return;
    }
    try {
      reportFile.write(last);
    } catch (IOException e) {
      LOGGER.warn("the last report was not written: {}", failure(e));
    }
  }

  private String failure(IOException e) {
    return "sockwatch.report.file=" + reportName + ": " + e;
  }

  private static Path path(String pattern) {
    return Path.of(FileNames.filled(pattern, ProcessHandle.current().pid(), hostName()));
  }

  private static String hostName() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return "unknown-host";
    }
  }
}
