package dev.sockwatch.agent;

import dev.sockwatch.agent.settings.FileNames;
import dev.sockwatch.agent.settings.Setting;
import dev.sockwatch.agent.settings.Settings;
import dev.sockwatch.report.ReportFile;
import dev.sockwatch.report.log.LogTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Where log lines and the report go, as the settings say. */
final class LogAndReportFiles {
  /** Of this UTS namespace; a look-up by name would ask a resolver. */
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private LogAndReportFiles() {}

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

  /** The report file, or null where none is wanted. */
  static @Nullable ReportFile openReport(Settings settings, Logger logger) {
    String file = settings.value(Setting.REPORT_FILE);
    try {
      return file.isEmpty() ? null : new ReportFile(path(file));
    } catch (InvalidPathException e) {
      logger.warn(
          "sockwatch.report.file={} is not a file name here ({}); no report", file, e.toString());
      return null;
    }
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
