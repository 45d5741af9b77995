package dev.sockwatch.text;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.SocketFailure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces addresses, and the texts that may hold one, by marks: equal ones by equal marks within
 * this JVM, and none can be turned back. Ports stay, and so does loopback, which says nothing of a
 * network.
 */
public final class AddressMask {
  /** Changes nothing. */
  public static final AddressMask NONE = new AddressMask(false);

  /** RFC 1122 section 3.2.1.3; a name may begin like that as well. */
  private static final Pattern LOOPBACK = Pattern.compile("127(?:\\.\\d{1,3}){3}");

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

  /** An address or a host name, in whatever form it was given. */
  public String host(String address) {
    return shown(address);
  }

  /** A side of a connection, with its port. */
  public String endpoint(Endpoint endpoint) {
    String address = endpoint.address();
    String shown = shown(address);
    return shown.equals(address) ? endpoint.toString() : shown + ":" + endpoint.port();
  }

  /** A path of a Unix domain socket. */
  public String path(String path) {
    return masked && !path.isEmpty() ? mark(path) : path;
  }

  /** The name of a thread: libraries name theirs after who they speak with. */
  public @Nullable String thread(@Nullable String name) {
    return masked && name != null ? mark(name) : name;
  }

  /**
   * What a call threw. Where addresses are masked only the kind is left: no pattern finds every
   * name in a text that anybody may have written.
   */
  public SocketFailure failure(SocketFailure failure) {
    return masked ? failure.withText(failure.error().word()) : failure;
  }

  /** An exception of ours, whose text may quote anything: its class where addresses are masked. */
  public String exception(Throwable failure) {
    return masked ? failure.getClass().getName() : failure.toString();
  }

  /** The promise of {@code sockwatch.addresses=masked}: whatever shows an address asks here. */
  private String shown(String address) {
    String same = masked ? sameForm(address) : address;
    return masked && !isLoopback(same) ? mark(same) : address;
  }

  /** Host names have no case (RFC 4343), and IPv6 addresses have many forms (RFC 5952). */
  private static String sameForm(String address) {
    if (address.indexOf(':') < 0) {
      return address.toLowerCase(Locale.ROOT);
    }
    try {
      // With a colon it is an address or nothing: no name is looked up.
      InetAddress numeric = InetAddress.getByName(address);
      return Endpoint.of(new InetSocketAddress(numeric, 0)).address();
    } catch (UnknownHostException e) {
      return address;
    }
  }

  private static boolean isLoopback(String address) {
    return address.equals("localhost")
        || address.equals("::1")
        || LOOPBACK.matcher(address).matches();
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
