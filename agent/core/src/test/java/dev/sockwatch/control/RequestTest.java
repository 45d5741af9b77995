package dev.sockwatch.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.control.Request.Command;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a command asks arrives as it was meant. */
class RequestTest {
  @ParameterizedTest
  @EnumSource
  void request_isReadAsItWasWritten(Command command) {
    Request request =
        new Request(command, Path.of("/tmp/a b/answer"), Map.of("gc", "true", "for", "5m"));

    assertThat(Request.parse(request.arguments())).isEqualTo(request);
    assertThat(request.arguments())
        .startsWith("command=" + command.word() + ",result=/tmp/a b/answer,");
  }

  @Test
  void option_hasItsDefault() {
    Request request = Request.parse("command=report,result=/x,gc=true");

    assertThat(request.option("gc", "false")).isEqualTo("true");
    assertThat(request.option("interval", "1s")).isEqualTo("1s");
  }

  @Test
  void commandOfAnotherVersion_isRefused() {
    assertThatThrownBy(() -> Request.parse("command=dance,result=/x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no command of this version: dance");
    assertThatThrownBy(() -> Request.parse("command=report"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no result file: command=report");
  }

  @Test
  void mark_isReadAsItWasWritten() {
    AgentMark mark = new AgentMark("0.1.0", 1_700_000_000_000L, true, "/opt/my jars/agent.jar");
    Properties properties = new Properties();
    assertThat(AgentMark.from(properties)).isNull();

    mark.into(properties);
    assertThat(AgentMark.from(properties)).isEqualTo(mark);

    properties.setProperty("dev.sockwatch", "something else");
    assertThat(AgentMark.from(properties)).isNull();
  }
}
