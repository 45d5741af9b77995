package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.Threshold;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever stands in the settings, they can be read and used, and little is said of them. */
class SettingsProperties {
  private static final int MOST_SAID = 20_000;

  @Property
  void arguments_ofAnyKindAreRead(@ForAll("arguments") String arguments) {
    assertUsable(Settings.read(arguments, Map.of(), Map.of()));
  }

  @Property
  void properties_ofAnyKindAreRead(@ForAll("keys") String key, @ForAll("values") String value) {
    assertUsable(Settings.read("", Map.of("sockwatch." + key, value), Map.of()));
  }

  @Property
  void variables_ofAnyKindAreRead(@ForAll("keys") String key, @ForAll("values") String value) {
    assertUsable(Settings.read("", Map.of(), Map.of("SOCKWATCH_" + key, value)));
  }

  @Example
  void manyWrongArguments_takeLittleTimeAndRoom() {
    String many = "no.such.setting=x,".repeat(20_000);
    assertUsable(Settings.read(many, Map.of(), Map.of()));
  }

  @Example
  void longWrongArgument_takesLittleTimeAndRoom() {
    long began = System.nanoTime();
    assertUsable(
        Settings.read("x".repeat(1_000_000) + "=" + "y".repeat(1_000_000), Map.of(), Map.of()));
    assertUsable(Settings.read("spans=" + "y".repeat(1_000_000), Map.of(), Map.of()));
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Provide
  Arbitrary<String> arguments() {
    Arbitrary<String> one =
        Combinators.combine(keys(), values()).as((key, value) -> key + "=" + value);
    return Arbitraries.oneOf(one, keys(), values())
        .list()
        .ofMaxSize(8)
        .map(l -> String.join(",", l));
  }

  @Provide
  Arbitrary<String> keys() {
    List<String> known = SettingEntry.all().stream().map(SettingEntry::key).toList();
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(known)),
        Tuple.of(1, Arbitraries.of(known).map(key -> "sockwatch." + key)),
        Tuple.of(1, Arbitraries.strings().ofMaxLength(20)));
  }

  @Provide
  Arbitrary<String> values() {
    Arbitrary<String> durations =
        Combinators.combine(Arbitraries.longs(), Arbitraries.of("ms", "s", "m", "h", "", "d"))
            .as((number, unit) -> number + unit);
    return Arbitraries.oneOf(
        durations,
        Arbitraries.longs().between(0, 200).map(n -> n + "s"),
        Arbitraries.doubles().map(String::valueOf),
        Arbitraries.integers().map(String::valueOf),
        Arbitraries.of(
            "true", "false", "NaN", "Infinity", "0x1p3", "%p", "%", "%x", "\0", "a\0b", ""),
        Arbitraries.of("close-wait@com.acme", "close-wait@", "@", ":", "close-wait@a:b@c"),
        Arbitraries.strings().ofMaxLength(60));
  }

  private static void assertUsable(Settings settings) {
    assertThat(String.join("\n", settings.problems()).length()).isLessThan(MOST_SAID);
    assertThat(settings.timeScale()).isBetween(0.001, 1000.0);
    assertThat(settings.kernel()).isNotNull();
    assertThat(settings.logFormat()).isNotNull();
    assertThat(settings.telemetry(settings.mask())).isNotNull();
    for (Threshold threshold : Threshold.values()) {
      assertThat(settings.thresholds().unscaledNanos(threshold)).isNotNegative();
    }
    for (Setting setting : Setting.values()) {
      if (setting.entry().form() == FreeForm.DURATION) {
        assertThat(settings.scaledNanos(setting)).isPositive();
      } else if (setting.entry().form() == FreeForm.FILE) {
        assertThat(Path.of(FileNames.filled(settings.value(setting), 4711, "host"))).isNotNull();
      } else if (setting.entry().form() == FreeForm.IGNORE) {
        assertThat(
                IgnoreRule.areValid(settings.value(setting)) || settings.value(setting).isEmpty())
            .isTrue();
      }
      assertThat(settings.words(setting)).isNotNull();
    }
  }
}
