package dev.sockwatch.junit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * What is asked of one test or class: its own annotation, else that of its class or the classes
 * around it, else {@code sockwatch.junit.*} in {@code junit-platform.properties} or as a system
 * property.
 *
 * @param grace how long a socket may stay open after the end
 * @param level who answers for a socket that a test opens
 * @param ignore sockets that may stay open
 * @param alsoFailOn findings that fail the test as well
 */
record LeakSettings(
    Duration grace, ScopeLevel level, List<SocketRule> ignore, List<String> alsoFailOn) {
  static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);
  private static final String PREFIX = "sockwatch.junit.";
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m)");

  static LeakSettings of(ExtensionContext context) {
    Optional<NoSocketLeaks> annotation = annotation(context);
    String grace =
        annotation
            .map(NoSocketLeaks::grace)
            .filter(g -> !g.isEmpty())
            .or(() -> context.getConfigurationParameter(PREFIX + "grace"))
            .orElse("5s");
    ScopeLevel level =
        annotation
            .map(NoSocketLeaks::level)
            .or(
                () ->
                    context
                        .getConfigurationParameter(PREFIX + "level")
                        .map(l -> ScopeLevel.valueOf(l.toUpperCase(Locale.ROOT))))
            .orElse(ScopeLevel.METHOD);
    List<String> ignore = new ArrayList<>(words(context, "ignore"));
    List<String> alsoFailOn = new ArrayList<>(words(context, "alsoFailOn"));
    annotation.ifPresent(
        a -> {
          ignore.addAll(Arrays.asList(a.ignore()));
          alsoFailOn.addAll(Arrays.asList(a.alsoFailOn()));
        });
    return new LeakSettings(
        duration(grace), level, ignore.stream().map(SocketRule::parse).toList(), alsoFailOn);
  }

  /** {@code 500ms}, {@code 5s} or {@code 1m}. */
  static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "sockwatch: \"" + text + "\" is no duration; write 500ms, 5s or 1m");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  private static Optional<NoSocketLeaks> annotation(ExtensionContext context) {
    for (Optional<ExtensionContext> c = Optional.of(context);
        c.isPresent();
        c = c.get().getParent()) {
      Optional<NoSocketLeaks> found =
          c.get()
              .getElement()
              .flatMap(e -> AnnotationSupport.findAnnotation(e, NoSocketLeaks.class));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static List<String> words(ExtensionContext context, String key) {
    return context.getConfigurationParameter(PREFIX + key).stream()
        .flatMap(value -> Stream.of(value.split(",", -1)))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
