package dev.sockwatch.stack;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trimmed stack, shared by all sockets that were opened through it, and the line it blames.
 *
 * @param frames innermost first, without the agent's frames and the JDK's inner ones
 * @param callSite what to show as the guilty line
 * @param certainty how sure that is
 * @param moment what happened there
 * @param ofApplication which frames are the application's own code: one bit each, the innermost
 *     frame's lowest
 * @param openedBy the innermost line of a library in front of the blamed one, or null for none
 */
public record CallStack(
    List<StackTraceElement> frames,
    String callSite,
    Certainty certainty,
    Moment moment,
    long ofApplication,
    @Nullable String openedBy) {
  /** As many as there are bits for. */
  static final int MAX_FRAMES = Long.SIZE;

  /** No library stands in front of the blamed line. */
  public CallStack(
      List<StackTraceElement> frames,
      String callSite,
      Certainty certainty,
      Moment moment,
      long ofApplication) {
    this(frames, callSite, certainty, moment, ofApplication, null);
  }

  /** What a stack was taken of. */
  public enum Moment {
    /** The open, or for the reader of an end of input, that. */
    OPEN("open", "opened at"),
    /** The first read or write that was seen, of a socket that was open before. */
    USE("use", "used at");

    private final String word;
    private final String words;

    Moment(String word, String words) {
      this.word = word;
      this.words = words;
    }

    /** As reports write it: {@code open} or {@code use}. */
    public String word() {
      return word;
    }

    /** Stands before the call site. */
    public String words() {
      return words;
    }
  }

  /** How a call site was found, the surest first. */
  public enum Certainty {
    /** The first frame in one of the program's own packages, where these are known. */
    PROGRAM,
    /** The first frame that is neither JDK, agent nor a known library. */
    APPLICATION,
    /** Only library frames: the first of them. */
    LIBRARY,
    /** Only frames of the JDK: a thread of an event loop or pool, which blames nobody. */
    NONE;

    /** Whether the line is the application's, not a library's. */
    public boolean isOwnLine() {
      return this == PROGRAM || this == APPLICATION;
    }
  }

  /** {@code opened at} or {@code used at}, and the call site. */
  public String where() {
    return moment.words() + " " + callSite;
  }

  /** The class whose static initialiser is on the stack, the outermost one, or null. */
  public @Nullable String staticInitialiser() {
    for (int i = frames.size() - 1; i >= 0; i--) {
      if (frames.get(i).getMethodName().equals("<clinit>")) {
        return frames.get(i).getClassName();
      }
    }
    return null;
  }

  /** The frames as text, innermost first. */
  public List<String> lines() {
    return frames.stream().map(CallStack::line).toList();
  }

  /**
   * Who called the blamed line, outermost last, for people: of what stands between two frames of
   * the application, such as reflection, proxies and libraries, only the number is left.
   */
  public List<String> callers() {
    List<String> callers = new ArrayList<>();
    int inner = certainty.isOwnLine() ? lines().indexOf(callSite) : -1;
    if (inner < 0) {
      return callers;
    }
    while (inner < frames.size()) {
      int outer = inner + 1;
      while (outer < frames.size() && !isOfApplication(outer)) {
        outer++;
      }
      int between = outer - inner - 1;
      if (between > 1 && outer < frames.size()) {
        callers.add("... " + between + " frames");
      } else {
        frames.subList(inner + 1, outer).forEach(frame -> callers.add(line(frame)));
      }
      if (outer < frames.size()) {
        callers.add(line(frames.get(outer)));
      }
      inner = outer;
    }
    return List.copyOf(callers);
  }

  private boolean isOfApplication(int frame) {
    return (ofApplication >>> frame & 1) == 1;
  }

  /** A frame without class loader and module: {@code com.acme.Client.connect(Client.java:41)}. */
  public static String line(StackTraceElement frame) {
    String source =
        frame.getFileName() == null
            ? "Unknown Source"
            : frame.getLineNumber() < 0
                ? frame.getFileName()
                : frame.getFileName() + ":" + frame.getLineNumber();
    return frame.getClassName() + "." + frame.getMethodName() + "(" + source + ")";
  }
}
