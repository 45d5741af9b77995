package dev.sockwatch.report.json;

import com.google.gson.stream.JsonWriter;
import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.BlindSpotView;
import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.FindingView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.api.SocketGroupView;
import dev.sockwatch.api.SocketView;
import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Set;

/** The report as JSON. What is absent is null, never zero; times are ISO 8601 in UTC. */
public final class JsonReport {
  /** Rises when a field changes its name, type or meaning; agent/report.schema.json has it, too. */
  private static final int SCHEMA_VERSION = 1;

  private JsonReport() {}

  /** Writes one JSON object; the caller closes the writer. */
  public static void write(ReportView report, Writer writer) throws IOException {
    JsonWriter json = new JsonWriter(writer);
    json.setIndent(JsonParts.INDENT);
    json.setSerializeNulls(true);
    json.beginObject();
    json.name("schemaVersion").value(SCHEMA_VERSION);
    json.name("sockwatch");
    agent(json, report.agent());
    json.name("health");
    health(json, report.health());
    json.name("host");
    JsonHost.write(json, report.host());
    json.name("summary");
    JsonSockets.summary(json, report.summary());
    json.name("socketGroups").beginArray();
    for (SocketGroupView group : report.socketGroups()) {
      JsonSockets.group(json, group);
    }
    json.endArray();
    json.name("unlisted").value(report.unlisted());
    Set<String> kernelFields = new LinkedHashSet<>();
    json.name("sockets").beginArray();
    for (SocketView socket : report.sockets()) {
      JsonSockets.socket(json, socket);
      socket.kernel().forEach(field -> kernelFields.add(field.name()));
    }
    json.endArray();
    json.name("kernelFields");
    JsonParts.texts(json, kernelFields);
    json.name("withoutDescriptor").beginArray();
    for (DescriptorlessView connection : report.withoutDescriptor()) {
      JsonSockets.withoutDescriptor(json, connection);
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
    json.name("startedAt").value(JsonParts.time(agent.startedAtMillis()));
    json.name("writtenAt").value(JsonParts.time(agent.writtenAtMillis()));
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
    json.name("roundsPerSocket").value(health.roundsPerSocket());
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
    json.name("adoptedSockets").value(health.adoptedSockets());
    json.name("ignoredFindings").value(health.ignoredFindings());
    json.name("openDescriptors").value(health.openDescriptors());
    json.name("descriptorLimit").value(health.descriptorLimit());
    json.name("events");
    JsonParts.figures(json, health.events());
    json.name("notExported");
    JsonParts.figures(json, health.notExported());
    json.endObject();
  }

  private static void finding(JsonWriter json, FindingView finding) throws IOException {
    json.beginObject();
    json.name("id").value(finding.id());
    json.name("severity").value(finding.severity());
    json.name("state").value(finding.state());
    json.name("summary").value(finding.summary());
    json.name("count").value(finding.count());
    json.name("firstSeen").value(JsonParts.time(finding.firstSeenMillis()));
    json.name("openedAt").value(JsonParts.time(finding.openedAtMillis()));
    json.name("lastSeen").value(JsonParts.time(finding.lastSeenMillis()));
    json.name("resolvedAt").value(JsonParts.time(finding.resolvedAtMillis()));
    json.name("destination").value(finding.destination());
    json.name("callSite").value(finding.callSite());
    json.name("stack");
    JsonParts.texts(json, finding.stack());
    json.name("stackTakenAt").value(finding.stackTakenAt());
    json.name("evidence");
    JsonParts.figures(json, finding.evidence());
    json.name("remedy").value(finding.remedy());
    json.name("documentation").value(finding.documentation());
    json.endObject();
  }
}
