package dev.sockwatch.report;

import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.json.JsonReport;
import dev.sockwatch.report.text.TextReport;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The report in a file, rewritten whole each time: a reader never sees half of one. */
public final class ReportFile {
  private final Path file;

  public ReportFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * The report file of a setting.
   *
   * @param leftovers matches its name in other processes, which may have been killed
   * @throws IOException where it says what is wrong: no regular file can be there
   */
  public static ReportFile open(Path named, Pattern leftovers) throws IOException {
    OutputPlace place = OutputPlace.of(named);
    if (place.kind() != OutputPlace.Kind.FILE && place.kind() != OutputPlace.Kind.ABSENT) {
      throw new IOException("there is " + place.kind().words() + ", not a file");
    }
    Path folder = place.path().getParent();
    if (folder != null) {
      String own = Pattern.quote(String.valueOf(place.path().getFileName()));
      ReplacedFile.removeLeftovers(folder, leftovers.pattern() + "|" + own);
    }
    return new ReportFile(place.path());
  }

  /** Writes JSON if the name ends in {@code .json}, text otherwise; makes missing folders. */
  public void write(ReportView report) throws IOException {
    new ReplacedFile(file, report.agent().pid()).write(to -> content(report, to));
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
