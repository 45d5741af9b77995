package dev.sockwatch.tests.kernel;

import dev.sockwatch.tests.support.SsInfo;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What ss says about one socket, flat, without what only ss knows. */
final class SsFields {
  /**
   * Derived by ss ({@code send}), of the congestion control alone ({@code bbr} and its like), or
   * not of the connection.
   */
  private static final Set<String> OF_SS_ALONE =
      Set.of("send", "bbr", "dctcp", "cgroup", "v6only", "qack", "bidir", "class_id", "tos");

  private SsFields() {}

  static Map<String, String> of(SsInfo info, long pid) {
    Map<String, String> words = new TreeMap<>(info.words());
    words.keySet().removeAll(OF_SS_ALONE);
    words.put("state", info.state());
    words.put("receiveQueue", Long.toString(info.receiveQueue()));
    words.put("sendQueue", Long.toString(info.sendQueue()));
    words.put("local", Addresses.plain(info.local()));
    if (!info.state().equals("LISTEN")) {
      words.put("remote", Addresses.plain(info.remote()));
    }
    words.put("descriptor", String.valueOf(info.descriptor(pid)));
    boolean ipv6 = info.local().startsWith("[") || info.local().startsWith("*");
    words.put("ipv6", ipv6 ? "1" : "0");
    return words;
  }
}
