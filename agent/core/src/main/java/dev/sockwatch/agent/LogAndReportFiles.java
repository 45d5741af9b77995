package dev.sockwatch.agent;

import dev.sockwatch.agent.settings.Setting;
import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.report.ReportFile;
import dev.sockwatch.report.log.LogTarget;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Where log lines and the report go, as the settings say. */
final class LogAndReportFiles {
  private LogAndReportFiles() {}

  /** Opens the log; says what is wrong with it, else null. */
  static @Nullable String openLog(Settings settings) {
    String log = settings.value(Setting.LOG);
    if (log.equals("stderr")) {
      return null;
    }
    try {
      LogTarget.openFile(Path.of(log));
      return null;
    } catch (IOException | InvalidPathException e) {
      return "sockwatch.log=" + log + " cannot be written (" + e + "); using stderr";
    }
  }

  /** The report file, or null where none is wanted. */
  static @Nullable ReportFile openReport(Settings settings, Logger logger) {
    String file = settings.value(Setting.REPORT_FILE);
    try {
      return file.isEmpty() ? null : new ReportFile(Path.of(file));
    } catch (InvalidPathException e) {
      logger.warn(
          "sockwatch.report.file={} is not a file name here ({}); no report", file, e.toString());
      return null;
    }
  }
}
