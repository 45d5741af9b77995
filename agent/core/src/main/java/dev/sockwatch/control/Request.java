package dev.sockwatch.control;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a command asks of the agent in another JVM: it travels as the agent arguments of a second
 * {@code loadAgent}, {@code command=report,result=/tmp/sockwatch-1/answer,gc=true}.
 *
 * <p>The result file was made by the command, with mode 0600; the agent only ever writes into it.
 *
 * @param command what to do
 * @param result where the {@link Answer} goes, as the target sees the path
 * @param options the rest: for {@code ATTACH} the settings, for {@code REPORT} {@code gc=true}, for
 *     {@code WATCH} {@code interval=1s}, for {@code OFF} {@code unweave=true}
 */
public record Request(Command command, Path result, Map<String, String> options) {
  /** The argument that makes agent arguments a request. */
  public static final String COMMAND = "command";

  /** The option of {@code ATTACH} that ends watching by itself, such as {@code 5m}. */
  public static final String FOR = "for";

  /**
   * The option of {@code REPORT} for all about each socket: {@code full}, or {@code all} for very
   * many.
   */
  public static final String SOCKETS = "sockets";

  private static final String RESULT = "result";

  /** What can be asked. */
  public enum Command {
    /** Start watching, or go on where watching was off; {@code for=5m} ends it by itself. */
    ATTACH,
    /** What is known now. */
    REPORT,
    /** What is known, again and again until the result file is deleted. */
    WATCH,
    /** Stop watching; {@code unweave=true} restores the original bytecode, too. */
    OFF,
    /** Watch again. */
    ON;

    /** As it is written in arguments. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Request {
    options = Map.copyOf(options);
  }

  /**
   * Reads agent arguments that begin with {@code command=}.
   *
   * @throws IllegalArgumentException for a command that this version does not know, or no result
   */
  public static Request parse(String arguments) {
    Map<String, String> options = new LinkedHashMap<>();
    for (String argument : arguments.split(",", -1)) {
      int equals = argument.indexOf('=');
      if (equals > 0) {
        options.put(argument.substring(0, equals), argument.substring(equals + 1));
      }
    }
    String word = String.valueOf(options.remove(COMMAND));
    String result = options.remove(RESULT);
    if (result == null) {
      throw new IllegalArgumentException("no result file: " + arguments);
    }
    for (Command command : Command.values()) {
      if (command.word().equals(word)) {
        return new Request(command, Path.of(result), options);
      }
    }
    throw new IllegalArgumentException("no command of this version: " + word);
  }

  /** The agent arguments; {@link #parse} reads them. */
  public String arguments() {
    List<String> words = new ArrayList<>();
    words.add(COMMAND + "=" + command.word());
    words.add(RESULT + "=" + result);
    options.forEach((key, value) -> words.add(key + "=" + value));
    return String.join(",", words);
  }

  /** The options that are settings of the agent, as its arguments. */
  public String settings() {
    List<String> words = new ArrayList<>();
    options.forEach(
        (key, value) -> {
          if (!key.equals(FOR)) {
            words.add(key + "=" + value);
          }
        });
    return String.join(",", words);
  }

  /** An option, or the given value where it is missing. */
  public String option(String key, String otherwise) {
    return options.getOrDefault(key, otherwise);
  }
}
