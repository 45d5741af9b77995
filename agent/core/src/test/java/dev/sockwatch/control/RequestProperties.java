package dev.sockwatch.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives as the arguments of an attach is a request or refused. */
class RequestProperties {
  @Property
  void arguments_areARequestOrRefused(@ForAll("arguments") String arguments) {
    try {
      Request request = Request.parse(arguments);
      assertThat(Request.parse(request.arguments())).isEqualTo(request);
      assertThat(request.settings().length()).isLessThanOrEqualTo(arguments.length());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Property
  void request_arrivesAsItWasSent(
      @ForAll Request.Command command, @ForAll("words") String key, @ForAll("words") String value) {
    Request sent = new Request(command, Path.of("/tmp/answer"), Map.of("x" + key, value));
    assertThat(Request.parse(sent.arguments())).isEqualTo(sent);
  }

  @Provide
  Arbitrary<String> arguments() {
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.of("command=", "attach", "report", "result=", "/tmp/x", ",", "=", "\0"),
            Arbitraries.strings().ofMaxLength(12));
    return part.list().ofMaxSize(12).map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings()
        .ofMaxLength(20)
        .filter(s -> s.indexOf(',') < 0 && s.indexOf('=') < 0);
  }
}
