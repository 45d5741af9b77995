package dev.sockwatch.tests.support;

/**
 * A connection whose number tells everything that may ever be read from its two sockets.
 *
 * <p>Program and test compute it independently: the program names the thread after the connection
 * before it opens it, so the agent's record carries the number without having asked the kernel.
 * Each side sends once, so a socket has seen nothing or all of it; the amounts of any two of
 * {@value #AMOUNTS} connections in a row differ by more than the one or two that the kernel adds
 * for SYN and FIN, and those of clients differ from those of servers.
 *
 * @param number from 0
 */
public record NumberedConnection(int number) {
  /** How many listeners take turns. */
  public static final int LISTENERS = 8;

  /** The system's default of TCP_KEEPIDLE, until the program has set its own. */
  public static final int DEFAULT_KEEP_IDLE_SECONDS = 7200;

  private static final int AMOUNTS = 256;
  private static final int STEP = 8;
  private static final int LEAST_REQUEST = 8;
  private static final int LEAST_REPLY = 12;
  private static final int MAX_KEEP_IDLE_SECONDS = 32_767;
  private static final String CLIENT = "client ";
  private static final String LISTENER = "listener ";

  /** A buffer of this size holds every request and every reply. */
  public static final int MOST_BYTES = LEAST_REPLY + STEP * AMOUNTS;

  /** The name of the thread that opens the connection. */
  public String threadName() {
    return CLIENT + number;
  }

  /** The connection that a thread of this name opens. */
  public static NumberedConnection ofThread(String name) {
    return new NumberedConnection(Integer.parseInt(name.substring(CLIENT.length())));
  }

  /** Whether a thread of this name opens connections. */
  public static boolean isClient(String threadName) {
    return threadName.startsWith(CLIENT);
  }

  /** The name of the thread that accepts at a listener. */
  public static String acceptorName(int listener) {
    return LISTENER + listener;
  }

  /** The listener at which a thread of this name accepts. */
  public static int listenerOfThread(String name) {
    return Integer.parseInt(name.substring(LISTENER.length()));
  }

  /** The loopback address of a listener, which has it alone. */
  public static String addressOf(int listener) {
    return "127.0.0." + (10 + listener);
  }

  /** The listener it connects to. */
  public int listener() {
    return number % LISTENERS;
  }

  /** How many bytes the client sends, in one write. */
  public int requestBytes() {
    return LEAST_REQUEST + STEP * (number % AMOUNTS);
  }

  /** How many bytes the server sends, in one write. */
  public int replyBytes() {
    return LEAST_REPLY + STEP * (5 * number % AMOUNTS);
  }

  /** The client's TCP_KEEPIDLE: the one identity that an int option can have. */
  public int keepIdleSeconds() {
    return 1 + number % MAX_KEEP_IDLE_SECONDS;
  }

  /** Whether some connection to this listener sends so many bytes. */
  public static boolean isRequestTo(int listener, long bytes) {
    return isAmount(bytes - LEAST_REQUEST, listener);
  }

  /** Whether some connection to this listener is answered by so many bytes. */
  public static boolean isReplyOf(int listener, long bytes) {
    return isAmount(bytes - LEAST_REPLY, 5 * listener % LISTENERS);
  }

  /** {@link #AMOUNTS} is a multiple of {@link #LISTENERS}: an amount tells the listener. */
  private static boolean isAmount(long steps, int listener) {
    return steps >= 0
        && steps % STEP == 0
        && steps / STEP < AMOUNTS
        && steps / STEP % LISTENERS == listener;
  }
}
