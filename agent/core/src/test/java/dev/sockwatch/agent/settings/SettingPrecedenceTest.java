package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.HeldLimits;
import dev.sockwatch.detect.IdleLimits;
import dev.sockwatch.detect.IncidentLimits;
import dev.sockwatch.detect.Thresholds;
import dev.sockwatch.kernel.KernelSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agent arguments come before system properties, and these before the environment. */
class SettingPrecedenceTest {
  private static final Map<String, String> PROPERTY = Map.of("sockwatch.sample.interval", "2s");
  private static final Map<String, String> VARIABLE = Map.of("SOCKWATCH_SAMPLE_INTERVAL", "3s");

  @Test
  void nothingGiven_isTheDefault() {
    Settings settings = Settings.read("", Map.of(), Map.of());

    for (Setting setting : Setting.values()) {
      assertThat(settings.value(setting)).isEqualTo(setting.defaultValue());
    }
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void argument_comesBeforeProperty() {
    assertThat(interval("sample.interval=1s", PROPERTY, VARIABLE)).isEqualTo("1s");
  }

  @Test
  void property_comesBeforeVariable() {
    assertThat(interval("", PROPERTY, VARIABLE)).isEqualTo("2s");
  }

  @Test
  void variable_comesBeforeDefault() {
    assertThat(interval("", Map.of(), VARIABLE)).isEqualTo("3s");
  }

  @Test
  void badValue_doesNotHideTheNextSource() {
    assertThat(interval("sample.interval=soon", PROPERTY, VARIABLE)).isEqualTo("2s");
    assertThat(interval("", Map.of("sockwatch.sample.interval", "soon"), VARIABLE)).isEqualTo("3s");
  }

  @Test
  void lastArgument_wins() {
    assertThat(interval("sample.interval=1s,sample.interval=4s", Map.of(), Map.of()))
        .isEqualTo("4s");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample.interval=1s",
        "sockwatch.sample.interval=1s",
        " sample.interval = 1s ",
        "enabled=true,sample.interval=1s,report.gc=true",
        ",,sample.interval=1s,",
      })
  void argument_isReadWithAndWithoutPrefix(String arguments) {
    Settings settings = Settings.read(arguments, Map.of(), Map.of());

    assertThat(settings.value(Setting.SAMPLE_INTERVAL)).isEqualTo("1s");
    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void valueWithAnEqualsSign_isWhole() {
    Settings settings = Settings.read("report.file=/tmp/a=b.json", Map.of(), Map.of());

    assertThat(settings.value(Setting.REPORT_FILE)).isEqualTo("/tmp/a=b.json");
  }

  @Test
  void everySetting_hasAPropertyAndAVariable() {
    for (Setting setting : Setting.values()) {
      String word = setting == Setting.IGNORE ? "close-wait@com.acme" : setting.defaultValue();
      String value = word.isEmpty() ? "x" : word;
      Settings byProperty = Settings.read("", Map.of(setting.property(), value), Map.of());
      Settings byVariable = Settings.read("", Map.of(), Map.of(setting.variable(), value));

      assertThat(byProperty.value(setting)).isEqualTo(value);
      assertThat(byVariable.value(setting)).isEqualTo(value);
      assertThat(byProperty.problems()).isEmpty();
      assertThat(byVariable.problems()).isEmpty();
    }
    assertThat(Setting.REPORT_FILE.property()).isEqualTo("sockwatch.report.file");
    assertThat(Setting.REPORT_FILE.variable()).isEqualTo("SOCKWATCH_REPORT_FILE");
  }

  @Test
  void othersPropertiesAndVariables_areLeftAlone() {
    Settings settings =
        Settings.read(
            "", Map.of("java.home", "/jdk", "sockwatcher.x", "1"), Map.of("PATH", "/bin"));

    assertThat(settings.problems()).isEmpty();
  }

  @Test
  void values_areReadAsWhatTheyMean() {
    Settings settings =
        Settings.read(
            "report.gc=true,kernel=jdk,time.scale=0.1,close.wait.after=10s,"
                + "close.pending.after=20s,never.connected.after=2m,growing.window=1h,"
                + "growing.sockets=3,descriptors.percent=50,incidents.window=90s,incidents.count=4,nagle.stalls=6,"
                + "per.request.connections=200,per.request.in.a.row=25,per.request.timer=3s,"
                + "growing.many=40,"
                + "keepalive.idle=100s,keepalive.loopback=true,ports.percent=70,connect.failing=40s,libraries=com.acme.http: com.acme.rpc:",
            Map.of(),
            Map.of());

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.flag(Setting.REPORT_GC)).isTrue();
    assertThat(settings.flag(Setting.ENABLED)).isTrue();
    assertThat(settings.kernel()).isEqualTo(KernelSource.Choice.JDK);
    assertThat(settings.timeScale()).isEqualTo(0.1);
    assertThat(settings.words(Setting.LIBRARIES)).containsExactly("com.acme.http", "com.acme.rpc");
    assertThat(settings.words(Setting.IGNORE)).isEmpty();
    assertThat(settings.thresholds())
        .isEqualTo(
            new Thresholds(
                1_000_000_000L,
                2_000_000_000L,
                12_000_000_000L,
                360_000_000_000L,
                3,
                50,
                new IncidentLimits(9_000_000_000L, 4, 6, 200, 25, 3_000_000_000L),
                new IdleLimits(10_000_000_000L, 100_000_000_000L, true),
                70,
                4_000_000_000L,
                new HeldLimits(3, 40, 360_000_000_000L, 1_000_000_000L)));
    assertThat(settings.scaledNanos(Setting.SAMPLE_INTERVAL)).isEqualTo(500_000_000L);
  }

  private static String interval(
      String arguments, Map<String, String> properties, Map<String, String> environment) {
    return Settings.read(arguments, properties, environment).value(Setting.SAMPLE_INTERVAL);
  }
}
