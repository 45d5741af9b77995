package dev.sockwatch.report;

import dev.sockwatch.detect.Finding;
import dev.sockwatch.detect.FindingId;
import dev.sockwatch.stack.CallStack;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to set in the library that opened a socket: the resource {@code library-remedies.txt}, read
 * when there is something to report. Used by the sampler alone.
 */
public final class LibraryRemedies {
  private static final String RESOURCE = "/library-remedies.txt";

  private @Nullable Map<FindingId, List<Line>> lines;

  /**
   * One line of the resource.
   *
   * @param id of the finding
   * @param library its name
   * @param prefixes of its classes, also where they were relocated
   * @param remedy what to set, with code between backticks
   * @param context parameters with which that code compiles; empty for none
   */
  public record Line(
      FindingId id, String library, List<String> prefixes, String remedy, String context) {
    private boolean isFor(String className) {
      return prefixes.stream()
          .anyMatch(p -> className.startsWith(p) || className.contains("." + p));
    }
  }

  /** The finding with what its library offers, if one opened the sockets that has something. */
  public Finding complete(Finding finding) {
    CallStack opening = finding.opening();
    Line line = opening == null ? null : find(finding.id(), opening);
    return line == null
        ? finding
        : finding.withRemedy(finding.remedy() + "; " + line.library() + ": " + line.remedy());
  }

  /**
   * The library that the program itself calls decides, the outermost one below its frame; where
   * that has nothing to set, one further in.
   */
  private @Nullable Line find(FindingId id, CallStack opening) {
    List<Line> candidates = lines().getOrDefault(id, List.of());
    List<StackTraceElement> frames = opening.frames();
    int program = opening.lines().indexOf(opening.callSite());
    for (int i = program < 0 ? frames.size() - 1 : program - 1; i >= 0; i--) {
      for (Line line : candidates) {
        if (line.isFor(frames.get(i).getClassName())) {
          return line;
        }
      }
    }
    return null;
  }

  private Map<FindingId, List<Line>> lines() {
    Map<FindingId, List<Line>> known = lines;
    if (known == null) {
      known = new EnumMap<>(FindingId.class);
      for (Line line : read()) {
        known.computeIfAbsent(line.id(), id -> new ArrayList<>()).add(line);
      }
      lines = known;
    }
    return known;
  }

  /** All lines of the resource. */
  public static List<Line> read() {
    try (InputStream in = LibraryRemedies.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not packaged");
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .flatMap(line -> parse(line).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line may name several findings. */
  private static List<Line> parse(String line) {
    String[] columns = line.split(" [|] ", -1);
    List<Line> parsed = new ArrayList<>();
    for (String id : columns[0].split(",", -1)) {
      parsed.add(
          new Line(
              FindingId.of(id.strip()),
              columns[1].strip(),
              List.of(columns[2].strip().split(",", -1)),
              columns[3].strip(),
              columns.length > 4 ? columns[4].strip() : ""));
    }
    return parsed;
  }
}
