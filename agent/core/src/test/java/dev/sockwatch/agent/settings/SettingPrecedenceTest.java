package dev.sockwatch.agent.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.detect.IdleLimits;
import dev.sockwatch.detect.Threshold;
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

    for (SettingEntry setting : SettingEntry.all()) {
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
    for (SettingEntry setting : SettingEntry.all()) {
      String word =
          setting.equals(Setting.IGNORE.entry()) ? "close-wait@com.acme" : setting.defaultValue();
      String value = word.isEmpty() ? "x" : word;
      Settings byProperty = Settings.read("", Map.of(setting.property(), value), Map.of());
      Settings byVariable = Settings.read("", Map.of(), Map.of(setting.variable(), value));

      assertThat(byProperty.value(setting)).isEqualTo(value);
      assertThat(byVariable.value(setting)).isEqualTo(value);
      assertThat(byProperty.problems()).isEmpty();
      assertThat(byVariable.problems()).isEmpty();
    }
    assertThat(Setting.REPORT_FILE.entry().property()).isEqualTo("sockwatch.report.file");
    assertThat(Setting.REPORT_FILE.entry().variable()).isEqualTo("SOCKWATCH_REPORT_FILE");
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
                + "growing.many=40,growing.idle=50s,growing.stamps=70s,"
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
    Thresholds thresholds = settings.thresholds();
    assertThat(thresholds.nanos(Threshold.CLOSE_WAIT_AFTER)).isEqualTo(1_000_000_000L);
    assertThat(thresholds.nanos(Threshold.CLOSE_PENDING_AFTER)).isEqualTo(2_000_000_000L);
    assertThat(thresholds.nanos(Threshold.NEVER_CONNECTED_AFTER)).isEqualTo(12_000_000_000L);
    assertThat(thresholds.idleNanos()).isEqualTo(360_000_000_000L);
    assertThat(thresholds.count(Threshold.GROWING_SOCKETS)).isEqualTo(3);
    assertThat(thresholds.percent(Threshold.DESCRIPTORS_PERCENT)).isEqualTo(50);
    assertThat(thresholds.incidentNanos()).isEqualTo(9_000_000_000L);
    assertThat(thresholds.count(Threshold.INCIDENTS_COUNT)).isEqualTo(4);
    assertThat(thresholds.count(Threshold.NAGLE_STALLS)).isEqualTo(6);
    assertThat(thresholds.count(Threshold.PER_REQUEST_CONNECTIONS)).isEqualTo(200);
    assertThat(thresholds.count(Threshold.PER_REQUEST_IN_A_ROW)).isEqualTo(25);
    assertThat(thresholds.unscaledNanos(Threshold.PER_REQUEST_TIMER)).isEqualTo(3_000_000_000L);
    assertThat(thresholds.count(Threshold.GROWING_MANY)).isEqualTo(40);
    assertThat(thresholds.nanos(Threshold.GROWING_IDLE)).isEqualTo(5_000_000_000L);
    assertThat(thresholds.nanos(Threshold.GROWING_STAMPS)).isEqualTo(7_000_000_000L);
    assertThat(thresholds.atEnd().nanos(Threshold.GROWING_IDLE)).isZero();
    assertThat(thresholds.atEnd().nanos(Threshold.CLOSE_WAIT_AFTER)).isEqualTo(1_000_000_000L);
    assertThat(thresholds.keepAlive())
        .isEqualTo(new IdleLimits(10_000_000_000L, 100_000_000_000L, true));
    assertThat(thresholds.percent(Threshold.PORTS_PERCENT)).isEqualTo(70);
    assertThat(thresholds.nanos(Threshold.CONNECT_FAILING)).isEqualTo(4_000_000_000L);
    assertThat(settings.scaledNanos(Setting.SAMPLE_INTERVAL)).isEqualTo(500_000_000L);
  }

  private static String interval(
      String arguments, Map<String, String> properties, Map<String, String> environment) {
    return Settings.read(arguments, properties, environment).value(Setting.SAMPLE_INTERVAL);
  }
}
