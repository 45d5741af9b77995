package dev.sockwatch.tests.kernel;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.sockwatch.net.TcpInfoField;
import dev.sockwatch.tests.support.LiveReport;
import dev.sockwatch.tests.support.SsInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/** What the report says of single sockets beyond the words of ss: which fields, which options. */
final class SocketDetailsCheck {
  private static final Set<String> JDK_FIELDS = Set.of("caState", "retransmits", "probes");

  /** Absent, not zero: fields that a kernel does not know or, while unlimited, not tell. */
  private static final Set<String> AT_TIMES_ABSENT =
      Set.of("pacingRateBytesPerSecond", "maxPacingRateBytesPerSecond");

  /** The shortest struct that Linux 6.2 returned; later fields are not asked for here. */
  private static final TcpInfoField LAST_CERTAIN = TcpInfoField.SND_WND;

  private SocketDetailsCheck() {}

  static void check(
      SoftAssertions softly, ReportBetweenSsRuns between, String source, List<String> output) {
    boolean full = source.equals("foreign") || source.equals("jna");
    Map<Long, SsInfo> held = between.held();
    for (JsonObject socket : LiveReport.objects(between.report(), "sockets")) {
      SsInfo info = held.get(LiveReport.number(socket, "inode"));
      if (info != null) {
        sizes(softly, socket, info);
        owner(softly, socket);
        diagOfProc(softly, socket, full);
      }
    }
    fields(softly, between.report(), source, full);
    softly
        .assertThat(LiveReport.text(LiveReport.object(between.report(), "host"), "socketList"))
        .isEqualTo(full ? "sock_diag" : "/proc/net/tcp");
    for (String line : output) {
      if (line.startsWith("options ")) {
        options(softly, between, line.split(" ", -1), source);
      }
    }
  }

  private static void fields(
      SoftAssertions softly, JsonObject report, String source, boolean full) {
    Set<String> told = new TreeSet<>();
    report.getAsJsonArray("kernelFields").forEach(field -> told.add(field.getAsString()));
    if (full) {
      softly.assertThat(told).as("fields of tcp_info").containsAll(certainFields());
    } else {
      softly
          .assertThat(told)
          .as("fields of tcp_info")
          .isEqualTo(source.equals("jdk") ? new TreeSet<>(JDK_FIELDS) : Set.of());
    }
  }

  private static Set<String> certainFields() {
    return Arrays.stream(TcpInfoField.values())
        .filter(field -> field != TcpInfoField.STATE)
        .filter(field -> field.compareTo(LAST_CERTAIN) <= 0)
        .map(TcpInfoField::reportName)
        .filter(name -> !AT_TIMES_ABSENT.contains(name))
        .collect(Collectors.toSet());
  }

  /** What getsockopt says is what ss says, as far as there is such an option. */
  private static void sizes(SoftAssertions softly, JsonObject socket, SsInfo info) {
    JsonObject options = socket.getAsJsonObject("options");
    equal(softly, options, "soSndBufBytes", info.words().get("skmem.tb"));
    equal(softly, options, "soRcvBufBytes", info.words().get("skmem.rb"));
    if (info.words().containsKey("mss")) {
      equal(softly, options, "tcpMaxsegBytes", info.words().get("mss"));
    }
    Long fastOpen = LiveReport.number(options, "fastOpenUsed");
    if (fastOpen != null) {
      softly.assertThat(fastOpen == 1).isEqualTo(info.words().containsKey("fastopen"));
    }
  }

  private static void equal(
      SoftAssertions softly, JsonObject options, String name, @Nullable String value) {
    Long reported = LiveReport.number(options, name);
    if (reported != null) {
      softly.assertThat(reported.toString()).as(name).isEqualTo(value);
    }
  }

  private static void owner(SoftAssertions softly, JsonObject socket) {
    softly
        .assertThat(LiveReport.text(socket, "owner"))
        .as("owner")
        .matches("(NioSocketImpl|(Server)?SocketChannelImpl)@[0-9a-f]+");
    softly.assertThat(LiveReport.text(socket, "destination")).as("destination").isNotBlank();
  }

  private static void diagOfProc(SoftAssertions softly, JsonObject socket, boolean full) {
    JsonElement listed = socket.get("diag");
    JsonObject diag =
        listed != null && listed.isJsonObject() ? listed.getAsJsonObject() : new JsonObject();
    softly.assertThat(diag.keySet()).as("diag").contains("timer", "uid");
    for (String name : List.of("cookie", "shutdown", "memory")) {
      JsonElement value = diag.get(name);
      boolean none = value == null || value.isJsonNull();
      boolean absent = none || (value.isJsonObject() && value.getAsJsonObject().isEmpty());
      softly.assertThat(absent).as("no %s in %s", name, diag).isEqualTo(!full);
    }
  }

  /** {@code options PORT name=value ...}: what the program set and read back. */
  private static void options(
      SoftAssertions softly, ReportBetweenSsRuns between, String[] words, String source) {
    List<JsonObject> sockets =
        LiveReport.objects(between.report(), "sockets").stream()
            .filter(s -> String.valueOf(LiveReport.text(s, "local")).endsWith(":" + words[1]))
            .toList();
    softly.assertThat(sockets).as("socket of local port " + words[1]).hasSize(1);
    if (sockets.isEmpty()) {
      return;
    }
    JsonObject reported = sockets.get(0).getAsJsonObject("options");
    for (String option : Arrays.asList(words).subList(2, words.length)) {
      String name = option.substring(0, option.indexOf('='));
      Long value = LiveReport.number(reported, name);
      if (value != null || !source.equals("procfs")) {
        softly.assertThat(name + "=" + value).as("of %s", reported).isEqualTo(option);
      }
    }
  }
}
