package dev.sockwatch.report;

import com.google.gson.stream.JsonWriter;
import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.BlindSpotView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketView;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report as JSON. What is absent is null, never zero; times are ISO 8601 in UTC. */
public final class JsonReport {
  private JsonReport() {}

  /** Writes one JSON object; the caller closes the writer. */
  public static void write(ReportView report, Writer writer) throws IOException {
    JsonWriter json = new JsonWriter(writer);
    json.setIndent("  ");
    json.setSerializeNulls(true);
    json.beginObject();
    json.name("sockwatch");
    agent(json, report.agent());
    json.name("health");
    health(json, report.health());
    json.name("sockets").beginArray();
    for (SocketView socket : report.sockets()) {
      socket(json, socket);
    }
    json.endArray();
    json.name("findings").beginArray();
    for (FindingView finding : report.findings()) {
      finding(json, finding);
    }
    json.endArray();
    json.endObject();
    json.flush();
  }

  private static void agent(JsonWriter json, AgentView agent) throws IOException {
    json.beginObject();
    json.name("version").value(agent.version());
    json.name("jdk").value(agent.jdk());
    json.name("pid").value(agent.pid());
    json.name("kernelSource").value(agent.kernelSource());
    json.name("startedAt").value(time(agent.startedAtMillis()));
    json.name("writtenAt").value(time(agent.writtenAtMillis()));
    json.name("uptimeSeconds").value((agent.writtenAtMillis() - agent.startedAtMillis()) / 1000.0);
    json.name("timeScale").value(agent.timeScale());
    json.name("final").value(agent.atExit());
    json.endObject();
  }

  private static void health(JsonWriter json, HealthView health) throws IOException {
    json.beginObject();
    json.name("rounds").value(health.rounds());
    json.name("lastRoundMicros").value(health.lastRoundMicros());
    json.name("samplingIntervalMillis").value(health.samplingIntervalMillis());
    json.name("roundErrors").value(health.roundErrors());
    json.name("firstRoundError").value(health.firstRoundError());
    json.name("hookErrors").value(health.hookErrors());
    json.name("firstHookError").value(health.firstHookError());
    json.name("missingHooks").beginArray();
    for (BlindSpotView missing : health.missingHooks()) {
      json.beginObject();
      json.name("hook").value(missing.hook());
      json.name("consequence").value(missing.consequence());
      json.endObject();
    }
    json.endArray();
    json.name("droppedEvents").value(health.droppedEvents());
    json.name("unexplainedSockets").value(health.unexplainedSockets());
    json.name("ignoredFindings").value(health.ignoredFindings());
    json.name("openDescriptors").value(health.openDescriptors());
    json.name("descriptorLimit").value(health.descriptorLimit());
    json.name("events");
    figures(json, health.events());
    json.endObject();
  }

  private static void socket(JsonWriter json, SocketView socket) throws IOException {
    json.beginObject();
    json.name("id").value(socket.id());
    json.name("descriptor").value(socket.descriptor());
    json.name("kind").value(socket.kind());
    json.name("role").value(socket.role());
    json.name("state").value(socket.state());
    json.name("local").value(socket.local());
    json.name("remote").value(socket.remote());
    json.name("openedAt").value(time(socket.openedAtMillis()));
    json.name("ageMillis").value(socket.ageMillis());
    json.name("thread").value(socket.thread());
    json.name("callSite").value(socket.callSite());
    json.name("stack");
    texts(json, socket.stack());
    json.name("inode").value(socket.inode());
    json.name("unreadBytes").value(socket.unreadBytes());
    json.name("closeRequested").value(socket.closeRequested());
    json.name("kernel");
    figures(json, socket.kernel());
    json.name("options");
    figures(json, socket.options());
    json.endObject();
  }

  private static void finding(JsonWriter json, FindingView finding) throws IOException {
    json.beginObject();
    json.name("id").value(finding.id());
    json.name("severity").value(finding.severity());
    json.name("state").value(finding.state());
    json.name("summary").value(finding.summary());
    json.name("count").value(finding.count());
    json.name("firstSeen").value(time(finding.firstSeenMillis()));
    json.name("lastSeen").value(time(finding.lastSeenMillis()));
    json.name("resolvedAt").value(time(finding.resolvedAtMillis()));
    json.name("destination").value(finding.destination());
    json.name("callSite").value(finding.callSite());
    json.name("stack");
    texts(json, finding.stack());
    json.name("evidence");
    figures(json, finding.evidence());
    json.name("remedy").value(finding.remedy());
    json.endObject();
  }

  private static void figures(JsonWriter json, List<FigureView> figures) throws IOException {
    json.beginObject();
    for (FigureView figure : figures) {
      json.name(figure.name());
      if (figure.number() != null) {
        json.value(figure.number());
      } else {
        json.value(figure.text());
      }
    }
    json.endObject();
  }

  private static void texts(JsonWriter json, List<String> texts) throws IOException {
    json.beginArray();
    for (String text : texts) {
      json.value(text);
    }
    json.endArray();
  }

  private static @Nullable String time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
