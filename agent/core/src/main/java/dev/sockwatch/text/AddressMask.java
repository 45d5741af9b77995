package dev.sockwatch.text;

import dev.sockwatch.net.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces addresses by marks: equal ones by equal marks within this JVM, and none can be turned
 * back. Ports stay, and so does loopback, which says nothing of a network.
 */
public final class AddressMask {
  /** Changes nothing. */
  public static final AddressMask NONE = new AddressMask(false);

  private static final String GROUP = "[0-9a-fA-F]{1,4}";
  private static final String GROUPS = GROUP + "(?::" + GROUP + ")*";

  /** IPv4 in dots; IPv6 in full or shortened, with or without brackets (RFC 5952). */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|\\[?(?<![\\w:.])(?:(?:"
              + GROUP
              + ":){7}"
              + GROUP
              + "|(?:"
              + GROUPS
              + ")?::(?:"
              + GROUPS
              + ")?)(?![\\w:.])\\]?");

  /** Of the hash: enough that two of an application's addresses do not share a mark. */
  private static final int MARK_BYTES = 6;

  private final boolean masked;
  private final byte[] salt = new byte[32];

  /** A mask, or with {@code masked} false none. */
  public AddressMask(boolean masked) {
    this.masked = masked;
    if (masked) {
      new SecureRandom().nextBytes(salt); // never written anywhere: no table of marks can be made
    }
  }

  /** An address or a host name. */
  public String host(String address) {
    return shown(address);
  }

  /** A side of a connection, with its port. */
  public String endpoint(Endpoint endpoint) {
    String address = endpoint.address();
    String shown = shown(address);
    return shown.equals(address) ? endpoint.toString() : shown + ":" + endpoint.port();
  }

  /** A text that may have numeric addresses in it. */
  public String text(String text) {
    return masked
        ? ADDRESS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(found(found.group())))
        : text;
  }

  /** Brackets go with the address that they protect. */
  private String found(String address) {
    String bare = address.replaceAll("[\\[\\]]", "");
    String shown = shown(bare);
    return shown.equals(bare) ? address : shown;
  }

  /** The promise of {@code sockwatch.addresses=masked}: whatever shows an address asks here. */
  private String shown(String address) {
    return masked && !isLoopback(address) ? mark(address) : address;
  }

  private static boolean isLoopback(String address) {
    return address.startsWith("127.") || address.equals("::1") || address.equals("localhost");
  }

  private String mark(String address) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(salt);
      byte[] hash = digest.digest(address.getBytes(StandardCharsets.UTF_8));
      return "masked-" + HexFormat.of().formatHex(hash, 0, MARK_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
