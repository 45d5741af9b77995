package dev.sockwatch.table;

import java.util.List;

/**
 * A trimmed stack, shared by all sockets that were opened through it, and the line it blames.
 *
 * @param frames innermost first, without the agent's frames and the JDK's inner ones
 * @param callSite what to show as the guilty line
 * @param certainty how sure that is
 */
public record CallStack(List<StackTraceElement> frames, String callSite, Certainty certainty) {
  /** How a call site was found. */
  public enum Certainty {
    /** The first frame that is neither JDK, agent nor a known library. */
    APPLICATION,
    /** Only library frames: the first of them. */
    LIBRARY,
    /** Only frames of the JDK: a thread of an event loop or pool, which blames nobody. */
    NONE
  }

  /** The frames as text, innermost first. */
  public List<String> lines() {
    return frames.stream().map(CallStack::line).toList();
  }

  /** A frame without class loader and module: {@code com.acme.Client.connect(Client.java:41)}. */
  static String line(StackTraceElement frame) {
    String source =
        frame.getFileName() == null
            ? "Unknown Source"
            : frame.getLineNumber() < 0
                ? frame.getFileName()
                : frame.getFileName() + ":" + frame.getLineNumber();
    return frame.getClassName() + "." + frame.getMethodName() + "(" + source + ")";
  }
}
