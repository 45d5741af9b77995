package dev.sockwatch.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every counter is what nstat prints: not below its output before and not above that after. */
class HostCountersNstatTest {
  private static JsonObject before = new JsonObject();
  private static JsonObject after = new JsonObject();
  private static List<HostCounter> ours = List.of();

  @BeforeAll
  static void readBetween() throws IOException {
    assumeTrue(CommandOutput.isInstalled("nstat"), "nstat is not installed");
    HostCounters counters = new HostCounters(Path.of("/proc"));
    before = nstat();
    ours = counters.read(System.nanoTime());
    after = nstat();
    assumeTrue(before.size() > 0 && after.size() > 0, "nstat prints nothing");
  }

  @Test
  void totals_lieBetweenNstats() {
    assertThat(ours)
        .filteredOn(counter -> before.has(counter.name()) && after.has(counter.name()))
        .filteredOn(counter -> !counter.isGauge()) // it may fall in between
        .hasSizeGreaterThan(100)
        .allSatisfy(
            counter -> {
              long first = before.get(counter.name()).getAsLong();
              long last = after.get(counter.name()).getAsLong();
              assertThat(low32(counter.total() - first))
                  .as("%d <= %s <= %d", first, counter, last)
                  .isLessThanOrEqualTo(low32(last - first));
            });
  }

  @Test
  void counters_areAllThatNstatKnows() {
    assertThat(ours)
        .filteredOn(counter -> !counter.isGauge())
        .extracting(HostCounter::name)
        .allMatch(before::has)
        .containsAll(
            before.keySet().stream()
                .filter(name -> !name.contains("6")) // /proc/net/snmp6
                .filter(name -> !name.startsWith("Sctp")) // /proc/net/sctp/snmp
                .filter(name -> !HostCounter.isGauge(name))
                .toList());
  }

  /** Of a bigger total nstat prints the low 32 bits: 5 GiB of IpExtInOctets as 1 GiB. */
  private static long low32(long difference) {
    return difference & 0xFFFF_FFFFL;
  }

  /** All counters, absolute, zeros too, without touching its history file. */
  private static JsonObject nstat() throws IOException {
    String json = CommandOutput.of("nstat", "-asz", "--json");
    return json.isBlank()
        ? new JsonObject()
        : JsonParser.parseString(json).getAsJsonObject().getAsJsonObject("kernel");
  }
}
