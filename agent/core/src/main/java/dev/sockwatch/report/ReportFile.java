package dev.sockwatch.report;

import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.json.JsonReport;
import dev.sockwatch.report.text.TextReport;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
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
    try (Writer to =
        new BufferedWriter(
            new OutputStreamWriter(
                Files.newOutputStream(
                    temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW),
                StandardCharsets.UTF_8))) {
      content(report, to);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void content(ReportView report, Writer to) throws IOException {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      JsonReport.write(report, to);
    } else {
      to.write(String.join("\n", TextReport.lines(report)));
    }
    to.write('\n');
  }
}
