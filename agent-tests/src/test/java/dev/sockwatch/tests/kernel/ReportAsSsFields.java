package dev.sockwatch.tests.kernel;

import com.google.gson.JsonObject;
import dev.sockwatch.tests.support.LiveReport;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the report says about one socket, in the words that ss would print for those values.
 *
 * <p>ss prints no zeros (with the exceptions below), times in milliseconds with six digits and
 * rates in bits: iproute2 {@code misc/ss.c}, {@code tcp_show_info} and {@code tcp_stats_print}.
 */
final class ReportAsSsFields {
  private static final int TIMESTAMPS = 1;
  private static final int SACK = 2;
  private static final int WINDOW_SCALE = 4;
  private static final int ECN = 8;
  private static final int ECN_SEEN = 16;
  private static final int FAST_OPEN = 32;
  private static final long INFINITE_SSTHRESH = 0xffff;
  private static final long DEFAULT_REORDERING = 3;
  private static final long UNKNOWN_RTT = 0xffffffffL;
  private static final long DEFAULT_RTO_MICROS = 3_000_000;

  /** The arrows that ss draws for idiag_shutdown: nothing, receiving, sending, both. */
  private static final String[] ARROWS = {"<->", "-->", "<--", "---"};

  private final JsonObject socket;
  private final JsonObject kernel;
  private final Map<String, String> words = new TreeMap<>();

  private ReportAsSsFields(JsonObject socket) {
    this.socket = socket;
    kernel = socket.getAsJsonObject("kernel");
  }

  static Map<String, String> of(JsonObject socket) {
    ReportAsSsFields reported = new ReportAsSsFields(socket);
    reported.identity();
    if (socket.has("diag") && socket.get("diag").isJsonObject()) {
      reported.diag(socket.getAsJsonObject("diag"));
    }
    reported.negotiated();
    reported.timesAndSizes();
    reported.counts();
    reported.rates();
    return reported.words;
  }

  private void identity() {
    text("state", LiveReport.text(socket, "state"));
    put("descriptor", LiveReport.number(socket, "descriptor"));
    put("ino", LiveReport.number(socket, "inode"));
    String local = LiveReport.text(socket, "local");
    String remote = LiveReport.text(socket, "remote");
    text("local", local == null ? null : Addresses.plain(local));
    text("remote", remote == null ? null : Addresses.plain(remote));
    text("congestion", LiveReport.text(socket.getAsJsonObject("options"), "tcpCongestion"));
  }

  private void diag(JsonObject diag) {
    put("receiveQueue", LiveReport.number(diag, "receiveQueueBytes"));
    put("sendQueue", LiveReport.number(diag, "sendQueueBytes"));
    put("ipv6", LiveReport.number(diag, "ipv6"));
    unlessZero("uid", LiveReport.number(diag, "uid"));
    text("sk", LiveReport.text(diag, "cookie"));
    String timer = LiveReport.text(diag, "timer");
    if (timer != null && !timer.equals("OFF")) {
      text("timer.name", timer.toLowerCase(Locale.ROOT));
      put("timer.time", LiveReport.number(diag, "timerMillis"));
      put("timer.retransmits", LiveReport.number(diag, "timerRetransmits"));
    }
    Long shutdown = LiveReport.number(diag, "shutdown");
    text("shutdown", shutdown == null ? null : ARROWS[shutdown.intValue()]);
    if (diag.has("memory") && diag.get("memory").isJsonObject()) {
      JsonObject memory = diag.getAsJsonObject("memory");
      put("skmem.r", LiveReport.orZero(memory, "rmemAllocBytes"));
      put("skmem.rb", LiveReport.orZero(memory, "rcvBufBytes"));
      put("skmem.t", LiveReport.orZero(memory, "wmemAllocBytes"));
      put("skmem.tb", LiveReport.orZero(memory, "sndBufBytes"));
      put("skmem.f", LiveReport.orZero(memory, "fwdAllocBytes"));
      put("skmem.w", LiveReport.orZero(memory, "wmemQueuedBytes"));
      put("skmem.o", LiveReport.orZero(memory, "optmemBytes"));
      put("skmem.bl", LiveReport.orZero(memory, "backlogBytes"));
      put("skmem.d", LiveReport.orZero(memory, "drops"));
    }
  }

  private void negotiated() {
    flag("ts", TIMESTAMPS);
    flag("sack", SACK);
    flag("ecn", ECN);
    flag("ecnseen", ECN_SEEN);
    flag("fastopen", FAST_OPEN);
    if ((zeroIfAbsent("options") & WINDOW_SCALE) != 0) {
      text("wscale", zeroIfAbsent("sndWscale") + "," + zeroIfAbsent("rcvWscale"));
    }
    if (zeroIfAbsent("deliveryRateAppLimited") != 0) {
      text("app_limited", "");
    }
  }

  private void timesAndSizes() {
    if (zeroIfAbsent("rtoMicros") != DEFAULT_RTO_MICROS) {
      millis("rto", "rtoMicros");
    }
    if (zeroIfAbsent("rttMicros") != 0) {
      text("rtt", millis(kernel("rttMicros")) + "/" + millis(zeroIfAbsent("rttvarMicros")));
    }
    millis("ato", "atoMicros");
    millis("rcv_rtt", "rcvRttMicros");
    if (zeroIfAbsent("minRttMicros") != UNKNOWN_RTT) {
      millis("minrtt", "minRttMicros");
    }
    copy("mss", "sndMssBytes");
    copy("pmtu", "pmtuBytes");
    copy("rcvmss", "rcvMssBytes");
    copy("advmss", "advmssBytes");
    copy("rcv_space", "rcvSpaceBytes");
    copy("rcv_ssthresh", "rcvSsthreshBytes");
    copy("snd_wnd", "sndWndBytes");
    copy("rcv_wnd", "rcvWndBytes");
    copy("lastsnd", "lastDataSentMillis");
    copy("lastrcv", "lastDataRecvMillis");
    copy("lastack", "lastAckRecvMillis");
    Long busy = kernel("busyTimeMicros");
    if (busy != null && busy != 0) {
      put("busy", busy / 1000);
      wholeMillis("rwnd_limited", "rwndLimitedMicros");
      wholeMillis("sndbuf_limited", "sndbufLimitedMicros");
    }
  }

  private void counts() {
    copy("backoff", "backoff");
    copy("cwnd", "sndCwndSegments");
    if (zeroIfAbsent("sndSsthreshSegments") < INFINITE_SSTHRESH) {
      copy("ssthresh", "sndSsthreshSegments");
    }
    copy("bytes_sent", "bytesSent");
    copy("bytes_retrans", "bytesRetrans");
    copy("bytes_acked", "bytesAcked");
    copy("bytes_received", "bytesReceived");
    copy("segs_out", "segsOut");
    copy("segs_in", "segsIn");
    copy("data_segs_out", "dataSegsOut");
    copy("data_segs_in", "dataSegsIn");
    copy("delivered", "delivered");
    copy("delivered_ce", "deliveredCe");
    copy("unacked", "unacked");
    if (zeroIfAbsent("retrans") != 0 || zeroIfAbsent("totalRetrans") != 0) {
      text("retrans", zeroIfAbsent("retrans") + "/" + zeroIfAbsent("totalRetrans"));
    }
    copy("lost", "lost");
    if (!"LISTEN".equals(words.get("state"))) {
      copy("sacked", "sacked");
    }
    copy("dsack_dups", "dsackDups");
    copy("fackets", "fackets");
    if (zeroIfAbsent("reorderingSegments") != DEFAULT_REORDERING) {
      copy("reordering", "reorderingSegments");
    }
    copy("reord_seen", "reordSeen");
    copy("notsent", "notsentBytes");
    copy("rcv_ooopack", "rcvOoopack");
    copy("rehash", "rehash");
  }

  private void rates() {
    Long pacing = kernel("pacingRateBytesPerSecond");
    Long most = kernel("maxPacingRateBytesPerSecond");
    if (pacing != null && pacing != 0) {
      text("pacing_rate", bits(pacing) + (most == null || most == 0 ? "" : "/" + bits(most)));
    }
    Long delivery = kernel("deliveryRateBytesPerSecond");
    text("delivery_rate", delivery == null || delivery == 0 ? null : bits(delivery));
  }

  private @Nullable Long kernel(String field) {
    return LiveReport.number(kernel, field);
  }

  private long zeroIfAbsent(String field) {
    Long value = kernel(field);
    return value == null ? 0 : value;
  }

  private void flag(String word, int option) {
    text(word, (zeroIfAbsent("options") & option) == 0 ? null : "");
  }

  private void copy(String word, String field) {
    unlessZero(word, kernel(field));
  }

  private void millis(String word, String field) {
    Long micros = kernel(field);
    text(word, micros == null || micros == 0 ? null : millis(micros));
  }

  private void wholeMillis(String word, String field) {
    Long micros = kernel(field);
    put(word, micros == null || micros == 0 ? null : Long.valueOf(micros / 1000));
  }

  /** As C prints {@code %g}. */
  private static String millis(@Nullable Long micros) {
    MathContext sixDigits = new MathContext(6, RoundingMode.HALF_EVEN);
    BigDecimal millis = BigDecimal.valueOf(micros == null ? 0 : micros, 3).round(sixDigits);
    return millis.stripTrailingZeros().toPlainString();
  }

  private static String bits(long bytesPerSecond) {
    return Math.multiplyExact(bytesPerSecond, 8L) + "bps";
  }

  private void unlessZero(String word, @Nullable Long value) {
    put(word, value == null || value == 0 ? null : value);
  }

  private void put(String word, @Nullable Long value) {
    text(word, value == null ? null : value.toString());
  }

  private void text(String word, @Nullable String value) {
    if (value != null) {
      words.put(word, value);
    }
  }
}
