package dev.sockwatch.report.log;

import static dev.sockwatch.report.FindingChange.What.OPENED;
import static dev.sockwatch.report.FindingChange.What.RESOLVED;
import static dev.sockwatch.report.FindingChange.What.STILL;
import static dev.sockwatch.report.FindingChange.What.WORSE;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.sockwatch.report.FindingChange;
import dev.sockwatch.report.HandMadeReport;
import dev.sockwatch.report.text.TextReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What users read in the log, word for word, and never more of it than they can read. */
class FindingLogTest {
  private static final long NOW = HandMadeReport.STARTED;
  private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z ";

  private final Path folder;
  private final Path file;
  private final FindingLog log = new FindingLog();

  FindingLogTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    file = folder.resolve("sockwatch.log");
    LogTarget.openFile(file);
  }

  @Test
  void openedFinding_isOneLine() throws IOException {
    log.changes(List.of(new FindingChange(OPENED, HandMadeReport.openFinding())), NOW);

    assertThat(lines())
        .containsExactly(
            "sockwatch: ERROR close-wait  2 connections in CLOSE_WAIT for up to 41.0 s: the peer"
                + " has closed; opened at com.acme.Orders.<init>(Orders.java:41); destination"
                + " 192.0.2.7:5432; see FINDINGS.md#close-wait");
  }

  @Test
  void worseFinding_isOneLine() throws IOException {
    log.changes(List.of(new FindingChange(WORSE, HandMadeReport.openFinding())), NOW);

    assertThat(lines())
        .containsExactly(
            "sockwatch: ERROR close-wait  2 connections in CLOSE_WAIT for up to 41.0 s: the peer"
                + " has closed; opened at com.acme.Orders.<init>(Orders.java:41); destination"
                + " 192.0.2.7:5432 (worse than reported before); see FINDINGS.md#close-wait");
  }

  @Test
  void findingThatGoesOn_isOneLineWithItsDevelopment() throws IOException {
    FindingChange opened = new FindingChange(OPENED, HandMadeReport.openFinding());
    log.changes(
        List.of(
            new FindingChange(
                STILL, opened.finding(), opened.key(), new FindingChange.Before(1, 240_000)),
            new FindingChange(
                STILL, opened.finding(), opened.key(), new FindingChange.Before(2, 480_000))),
        NOW);

    assertThat(lines().get(0))
        .startsWith("sockwatch: still ERROR close-wait  2 connections in CLOSE_WAIT")
        .contains(" (was 1 4 min 0 s ago); opened at ");
    assertThat(lines().get(1)).contains(" (as many as 8 min 0 s ago); opened at ");
  }

  @Test
  void resolvedFinding_isOneLine() throws IOException {
    log.changes(List.of(new FindingChange(RESOLVED, HandMadeReport.resolvedFinding())), NOW);

    assertThat(lines())
        .containsExactly(
            "sockwatch: resolved never-connected after 41.0 s: was 1 socket created up"
                + " to 30.0 s ago, never connected and not closed; opened at unknown: no hook saw"
                + " it open; destination none");
  }

  @Test
  void endOfTheJvm_isATable() throws IOException {
    log.atExit(HandMadeReport.full());

    List<String> table = TextReport.findings(HandMadeReport.full());
    assertThat(lines()).hasSameSizeAs(table);
    assertThat(lines().get(0)).isEqualTo("sockwatch: " + table.get(0));
    assertThat(lines().subList(1, lines().size())).isEqualTo(table.subList(1, table.size()));
    assertThat(table.subList(1, table.size())).allMatch(l -> l.isEmpty() || l.startsWith("  "));
  }

  @Test
  void exhaustedDescriptors_areATableOfOpenSockets() throws IOException {
    log.descriptorsExhausted(HandMadeReport.full());

    assertThat(lines())
        .containsExactly(
            "sockwatch: too many open files: 66 of 1024 descriptors; 2 sockets open, by role,"
                + " kernel state and call site",
            "       1  client     CLOSE_WAIT  com.acme.Orders.<init>(Orders.java:41)",
            "       1  unconnected -           unknown");
  }

  @Test
  void changesOfOneMinute_areLimited() throws IOException {
    log.changes(numbered(0, 20), NOW);
    log.changes(numbered(20, 35), NOW + 59_999);
    assertThat(lines()).hasSize(30);
    assertThat(lines().get(29)).contains("number 29");

    log.changes(List.of(), NOW + 60_000);
    assertThat(lines()).hasSize(31);
    assertThat(lines().get(30))
        .isEqualTo("sockwatch: 5 more changes of findings were not logged; the report has all");

    log.changes(numbered(35, 36), NOW + 60_001);
    assertThat(lines()).hasSize(32);
    assertThat(lines().get(31)).contains("number 35");
  }

  @Test
  void quietMinute_isNotMentioned() throws IOException {
    log.changes(numbered(0, 30), NOW);
    log.changes(List.of(), NOW + 60_000);
    log.changes(List.of(), NOW + 120_000);

    assertThat(lines()).hasSize(30);
  }

  @Test
  void jsonLine_hasWhatSelectsFindings() throws IOException {
    LogTarget.use(LogFormat.JSON);
    try {
      log.changes(List.of(new FindingChange(OPENED, HandMadeReport.openFinding())), NOW);
      log.changes(List.of(new FindingChange(RESOLVED, HandMadeReport.resolvedFinding())), NOW);
    } finally {
      LogTarget.use(LogFormat.TEXT);
    }

    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(2);
    JsonObject opened = JsonParser.parseString(lines.get(0)).getAsJsonObject();
    assertThat(opened.keySet())
        .containsExactly("timestamp", "level", "logger", "message", "finding");
    assertThat(opened.get("level").getAsString()).isEqualTo("ERROR");
    assertThat(opened.get("message").getAsString()).startsWith("ERROR close-wait  2 connections ");
    assertThat(opened.get("finding"))
        .hasToString(
            "{\"id\":\"close-wait\",\"status\":\"opened\",\"severity\":\"error\",\"count\":2,"
                + "\"callSite\":\"com.acme.Orders.<init>(Orders.java:41)\","
                + "\"destination\":\"192.0.2.7:5432\"}");
    assertThat(lines.get(1)).contains("\"level\":\"INFO\"", "\"status\":\"resolved\"");
  }

  @Test
  void missingFolders_areMade() throws IOException {
    Path deep = folder.resolve("a/b/sockwatch.log");
    LogTarget.openFile(deep);
    log.changes(numbered(0, 1), NOW);

    assertThat(Files.readAllLines(deep)).hasSize(1);
  }

  @Test
  void file_isAppendedTo() throws IOException {
    log.changes(numbered(0, 1), NOW);
    LogTarget.openFile(file);
    log.changes(numbered(1, 2), NOW);

    assertThat(lines()).hasSize(2);
  }

  private static List<FindingChange> numbered(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> new FindingChange(OPENED, HandMadeReport.numbered(i)))
        .toList();
  }

  @Test
  void argumentOfAMessage_isOneLine() throws IOException {
    LoggerFactory.getLogger("sockwatch").warn("failed: {}", "h\n  ERROR all is lost\u001b[2J");

    assertThat(lines()).containsExactly("sockwatch: failed: h\\n  ERROR all is lost\\u001b[2J");
  }

  @Test
  void newLog_isForItsOwnerAlone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void existingLog_keepsItsMode() throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    LogTarget.openFile(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
  }

  /** Without the time, which every line with the prefix begins with. */
  private List<String> lines() throws IOException {
    List<String> lines = Files.readAllLines(file);
    assertThat(lines)
        .allMatch(l -> l.isEmpty() || l.startsWith("  ") || l.matches(TIME + "sockwatch: .*"));
    return lines.stream().map(l -> l.replaceFirst("^" + TIME, "")).toList();
  }
}
