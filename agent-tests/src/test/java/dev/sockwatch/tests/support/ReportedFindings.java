package dev.sockwatch.tests.support;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.StreamSupport;

/** The findings of a report, short enough to compare. */
public final class ReportedFindings {
  private ReportedFindings() {}

  /**
   * One finding.
   *
   * @param id e.g. {@code close-wait}
   * @param severity {@code error}, {@code warning} or {@code advice}
   * @param state {@code open} or {@code resolved}
   * @param method class and method of the call site, without package and line
   * @param count how many sockets
   */
  public record Found(String id, String severity, String state, String method, int count) {
    public boolean isAlarming() {
      return !severity.equals("advice");
    }
  }

  public static List<Found> of(FinishedJvm jvm) {
    return StreamSupport.stream(jvm.report().getAsJsonArray("findings").spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .map(ReportedFindings::found)
        .toList();
  }

  private static Found found(JsonObject finding) {
    JsonElement site = finding.get("callSite");
    String method = "none";
    if (!site.isJsonNull()) {
      String line = site.getAsString();
      String name = line.substring(0, line.indexOf('('));
      int dot = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
      method = name.substring(dot + 1);
    }
    return new Found(
        finding.get("id").getAsString(),
        finding.get("severity").getAsString(),
        finding.get("state").getAsString(),
        method,
        finding.get("count").getAsInt());
  }
}
