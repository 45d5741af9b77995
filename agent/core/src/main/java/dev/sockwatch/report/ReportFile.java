package dev.sockwatch.report;

import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.json.JsonReport;
import dev.sockwatch.report.text.TextReport;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The report in a file, rewritten whole each time: a reader never sees half of one. */
public final class ReportFile {
  private final Path file;

  public ReportFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** Writes JSON if the name ends in {@code .json}, text otherwise; makes missing folders. */
  public void write(ReportView report) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Path temporary = file.resolveSibling(file.getFileName() + "." + report.agent().pid() + ".tmp");
    Files.deleteIfExists(temporary);
    // Never through a link that somebody else has put there.
    Files.writeString(temporary, content(report), StandardOpenOption.CREATE_NEW);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String content(ReportView report) throws IOException {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      return String.join("\n", TextReport.lines(report)) + "\n";
    }
    StringWriter json = new StringWriter();
    JsonReport.write(report, json);
    return json.append('\n').toString();
  }
}
