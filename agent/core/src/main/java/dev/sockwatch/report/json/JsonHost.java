package dev.sockwatch.report.json;

import com.google.gson.stream.JsonWriter;
import dev.sockwatch.api.CounterView;
import dev.sockwatch.api.HostView;
import java.io.IOException;

/** The network namespace in the JSON report. */
final class JsonHost {
  private JsonHost() {}

  static void write(JsonWriter json, HostView host) throws IOException {
    json.beginObject();
    json.name("socketList").value(host.socketList());
    json.name("ephemeralPorts");
    if (host.ephemeralFirst() == null) {
      json.nullValue();
    } else {
      json.beginObject();
      json.name("first").value(host.ephemeralFirst());
      json.name("last").value(host.ephemeralLast());
      json.name("usable").value(host.ephemeralUsable());
      json.endObject();
    }
    json.name("settings");
    JsonParts.figures(json, host.settings());
    json.name("sockstat");
    JsonParts.figures(json, host.sockstat());
    json.name("counters").beginArray();
    for (CounterView counter : host.counters()) {
      json.beginObject();
      json.name("name").value(counter.name());
      json.name("total").value(counter.total());
      json.name("perSecond").value(counter.perSecond());
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }
}
