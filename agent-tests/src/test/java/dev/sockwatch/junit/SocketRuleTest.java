package dev.sockwatch.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.api.LeftSocketView;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule covers what it says, and nothing beside it. */
class SocketRuleTest {
  private static final LeftSocketView IDLE =
      socket("client", "ESTABLISHED", "127.0.0.1:41000", "10.0.0.1:5432", 0L, List.of());

  @ParameterizedTest
  @CsvSource({
    "openedBy=com.acme.Pool, true",
    "openedBy=com.acme, true",
    "openedBy=com.acme.Po, false",
    "openedBy=com.acm, false",
    "connectedTo=10.0.0.1:5432, true",
    "connectedTo=*:5432, true",
    "connectedTo=10.0.0.2:5432, false",
    "connectedTo=*:543, false",
    "listeningOn=5432, false",
    "pooledBy=com.acme.Pool, true",
    "pooledBy=okhttp3, false",
  })
  void rule_coversTheIdleClient(String rule, boolean covered) {
    assertThat(SocketRule.parse(rule).covers(IDLE)).isEqualTo(covered);
  }

  @Test
  void listener_isCoveredByItsPort() {
    LeftSocketView listener = socket("listener", "LISTEN", "127.0.0.1:8080", null, null, List.of());
    assertThat(SocketRule.parse("listeningOn=8080").covers(listener)).isTrue();
    assertThat(SocketRule.parse("listeningOn=127.0.0.1:8080").covers(listener)).isTrue();
    assertThat(SocketRule.parse("listeningOn=localhost:8080").covers(listener)).isTrue();
    assertThat(SocketRule.parse("listeningOn=80").covers(listener)).isFalse();
  }

  @Test
  void pooledConnection_isCoveredOnlyWhileIdle() {
    SocketRule rule = SocketRule.parse("pooledBy=com.acme");
    String local = "127.0.0.1:41000";
    assertThat(rule.covers(socket("client", "ESTABLISHED", local, "x:1", 7L, List.of()))).isFalse();
    assertThat(rule.covers(socket("client", "CLOSE_WAIT", local, "x:1", 0L, List.of()))).isTrue();
    assertThat(rule.covers(socket("client", "CLOSE_WAIT", local, "x:1", 0L, List.of("com.acme.R"))))
        .isFalse();
    assertThat(rule.covers(socket("server", "ESTABLISHED", local, "x:1", 0L, List.of()))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "com.acme.Pool", "openedBy=", "openedIn=<clinit>", "ownedBy=nobody"})
  void otherText_isNoRule(String text) {
    assertThatThrownBy(() -> SocketRule.parse(text))
        .hasMessage(
            "sockwatch: \""
                + text
                + "\" is no rule; write openedBy=<class or package>, listeningOn=<port>,"
                + " connectedTo=<address>:<port> or pooledBy=<class or package>");
  }

  @Test
  void builtInRules_haveReasons() {
    assertThat(BuiltInRules.ALL)
        .allSatisfy(rule -> assertThat(rule.reason()).hasSizeGreaterThan(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.maven.surefire.booter.ForkedBooter.main(ForkedBooter.java:1)",
        "org.gradle.process.internal.worker.GradleWorkerMain.main(GradleWorkerMain.java:1)",
        "com.intellij.rt.junit.JUnitStarter.main(JUnitStarter.java:1)",
        "org.springframework.test.context.junit4.SpringJUnit4ClassRunner.run(Spring.java:1)",
        "sun.rmi.transport.Transport$1.run(Transport.java:1)",
      })
  void builtInRules_doNotCoverWhatATestOpened_whoeverRunsIt(String runner) {
    LeftSocketView left =
        HandMadeSocket.listener(
            "com.acme.Test.test(Test.java:1)", "org.junit.runners.Suite.run(Suite.java:1)", runner);
    assertThat(BuiltInRules.ALL).noneMatch(rule -> rule.covers(left));
  }

  private static LeftSocketView socket(
      String role,
      String state,
      String local,
      @Nullable String remote,
      @Nullable Long unread,
      List<String> reader) {
    return new LeftSocketView(
        1,
        "socket",
        role,
        state,
        local,
        remote,
        5,
        unread,
        false,
        false,
        "main",
        "com.acme.Test.test(Test.java:1)",
        List.of("com.acme.Pool.open(Pool.java:1)", "com.acme.Test.test(Test.java:1)"),
        List.of(),
        reader,
        "Test.test",
        null);
  }
}
