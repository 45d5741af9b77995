package dev.sockwatch.tests.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of {@code ss -tinpeomOH}: a TCP socket with every word that ss says about it.
 *
 * @param state by its kernel name, such as CLOSE_WAIT
 * @param users who holds it; nobody after close and before accept
 * @param words what follows the addresses. Of {@code name:value} and {@code name value} the value
 *     as printed; of a flag such as {@code sack} the empty text; {@code timer.name}, {@code
 *     timer.time}, {@code timer.retransmits}; {@code skmem.rb} and its like; {@code shutdown} for
 *     the arrow; {@code congestion}
 */
public record SsInfo(
    String state,
    long receiveQueue,
    long sendQueue,
    String local,
    String remote,
    List<User> users,
    Map<String, String> words) {

  /** A process that holds the socket, and its descriptor there. */
  public record User(long pid, int descriptor) {}

  /** A word with its text in parentheses and quotes, which may hold blanks. */
  private static final Pattern WORD = Pattern.compile("(?:\\((?:\"[^\"]*\"|[^)])*\\)+|[^\\s(])+");

  private static final Pattern USER = Pattern.compile("pid=(\\d+),fd=(\\d+)");
  private static final Pattern ARROW = Pattern.compile("[-<]-[->]");
  private static final Pattern MEMORY = Pattern.compile("([a-z]+)(\\d+)");

  private static final Set<String> FLAGS =
      Set.of("ts", "sack", "ecn", "ecnseen", "fastopen", "app_limited", "bidir", "usec_ts");

  private static final Set<String> FOLLOWED_BY_VALUE =
      Set.of("send", "pacing_rate", "delivery_rate");

  private static final int FIRST_WORD = 5;

  /** Reads one line. */
  public static SsInfo parse(String line) {
    List<String> tokens = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      tokens.add(matcher.group());
    }
    if (tokens.size() < FIRST_WORD) {
      throw new IllegalArgumentException("no line of ss: " + line);
    }
    Map<String, String> words = new LinkedHashMap<>();
    List<User> users = new ArrayList<>();
    for (int i = FIRST_WORD; i < tokens.size(); i++) {
      String token = tokens.get(i);
      if (FOLLOWED_BY_VALUE.contains(token) && i + 1 < tokens.size()) {
        words.put(token, tokens.get(++i));
      } else if (token.startsWith("users:")) {
        Matcher user = USER.matcher(token);
        while (user.find()) {
          users.add(new User(Long.parseLong(user.group(1)), Integer.parseInt(user.group(2))));
        }
      } else {
        addWord(token, words);
      }
    }
    return new SsInfo(
        Ss.kernelName(tokens.get(0)),
        Long.parseLong(tokens.get(1)),
        Long.parseLong(tokens.get(2)),
        tokens.get(3),
        tokens.get(4),
        users,
        words);
  }

  private static void addWord(String token, Map<String, String> words) {
    int colon = token.indexOf(':');
    String name = colon < 0 ? token : token.substring(0, colon);
    String value = token.substring(colon + 1);
    if (ARROW.matcher(token).matches()) {
      words.put("shutdown", token);
    } else if (name.equals("timer")) {
      String[] parts = value.substring(1, value.length() - 1).split(",", -1);
      words.put("timer.name", parts[0]);
      words.put("timer.time", parts[1]);
      words.put("timer.retransmits", parts[2]);
    } else if (name.equals("skmem")) {
      Matcher part = MEMORY.matcher(value);
      while (part.find()) {
        words.put("skmem." + part.group(1), part.group(2));
      }
    } else if (colon >= 0) {
      words.put(name, value);
    } else if (FLAGS.contains(token)) {
      words.put(token, "");
    } else {
      words.put(words.containsKey("congestion") ? token : "congestion", token);
    }
  }

  /** The descriptor by which process {@code pid} holds it, or null. */
  public @Nullable Integer descriptor(long pid) {
    return users.stream()
        .filter(user -> user.pid() == pid)
        .map(User::descriptor)
        .findFirst()
        .orElse(null);
  }

  /** Number of the inode, 0 when there is none. */
  public long inode() {
    return Long.parseLong(words.getOrDefault("ino", "0"));
  }

  /** The port at the end of an address as ss prints it; -1 for any. */
  public static int port(String address) {
    String port = address.substring(address.lastIndexOf(':') + 1);
    return port.equals("*") ? -1 : Integer.parseInt(port);
  }
}
