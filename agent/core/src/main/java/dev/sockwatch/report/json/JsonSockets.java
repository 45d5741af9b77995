package dev.sockwatch.report.json;

import com.google.gson.stream.JsonWriter;
import dev.sockwatch.api.DescriptorlessView;
import dev.sockwatch.api.DiagView;
import dev.sockwatch.api.GroupView;
import dev.sockwatch.api.SocketGroupView;
import dev.sockwatch.api.SocketView;
import dev.sockwatch.api.SummaryView;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sockets in the JSON report: counted, one by one, and those without a descriptor. */
final class JsonSockets {
  private JsonSockets() {}

  static void summary(JsonWriter json, SummaryView summary) throws IOException {
    json.beginObject();
    json.name("transports");
    JsonParts.figures(json, summary.transports());
    json.name("states");
    JsonParts.figures(json, summary.states());
    groups(json, "destinations", "destination", summary.destinations());
    groups(json, "callSites", "callSite", summary.callSites());
    json.endObject();
  }

  private static void groups(JsonWriter json, String name, String key, List<GroupView> groups)
      throws IOException {
    json.name(name).beginArray();
    for (GroupView group : groups) {
      json.beginObject();
      json.name(key).value(group.name());
      json.name("states");
      JsonParts.figures(json, group.states());
      json.endObject();
    }
    json.endArray();
  }

  static void group(JsonWriter json, SocketGroupView group) throws IOException {
    JsonParts.beginLine(json);
    json.name("role").value(group.role());
    json.name("state").value(group.state());
    json.name("callSite").value(group.callSite());
    json.name("destination").value(group.destination());
    json.name("count").value(group.count());
    json.name("listed").value(group.listed());
    JsonParts.endLine(json);
  }

  static void socket(JsonWriter json, SocketView socket) throws IOException {
    JsonParts.beginLine(json);
    json.name("id").value(socket.id());
    json.name("descriptor").value(socket.descriptor());
    json.name("kind").value(socket.kind());
    json.name("role").value(socket.role());
    json.name("owner").value(socket.owner());
    json.name("destination").value(socket.destination());
    json.name("state").value(socket.state());
    json.name("local").value(socket.local());
    json.name("remote").value(socket.remote());
    json.name("openedAt").value(JsonParts.time(socket.openedAtMillis()));
    json.name("ageMillis").value(socket.ageMillis());
    json.name("thread").value(socket.thread());
    json.name("callSite").value(socket.callSite());
    json.name("stack");
    JsonParts.texts(json, socket.stack());
    json.name("stackTakenAt").value(socket.stackTakenAt());
    json.name("inode").value(socket.inode());
    json.name("unreadBytes").value(socket.unreadBytes());
    json.name("closeRequested").value(socket.closeRequested());
    json.name("kernel");
    JsonParts.figuresButZero(json, socket.kernel());
    json.name("options");
    JsonParts.figures(json, socket.options());
    json.name("diag");
    diag(json, socket.diag());
    JsonParts.endLine(json);
  }

  private static void diag(JsonWriter json, @Nullable DiagView diag) throws IOException {
    if (diag == null) {
      json.nullValue();
      return;
    }
    json.beginObject();
    json.name("receiveQueueBytes").value(diag.receiveQueueBytes());
    json.name("sendQueueBytes").value(diag.sendQueueBytes());
    json.name("timer").value(diag.timer());
    json.name("timerMillis").value(diag.timerMillis());
    json.name("timerRetransmits").value(diag.timerRetransmits());
    json.name("uid").value(diag.uid());
    json.name("cookie").value(diag.cookie());
    json.name("shutdown").value(diag.shutdown());
    json.name("ipv6").value(diag.ipv6());
    json.name("memory");
    if (diag.memory().isEmpty()) {
      json.nullValue();
    } else {
      JsonParts.figuresButZero(json, diag.memory());
    }
    json.endObject();
  }

  static void withoutDescriptor(JsonWriter json, DescriptorlessView connection) throws IOException {
    JsonParts.beginLine(json);
    json.name("state").value(connection.state());
    json.name("local").value(connection.local());
    json.name("remote").value(connection.remote());
    json.name("role").value(connection.role());
    json.name("destination").value(connection.destination());
    json.name("callSite").value(connection.callSite());
    json.name("timerMillis").value(connection.timerMillis());
    JsonParts.endLine(json);
  }
}
