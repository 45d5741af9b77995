package dev.sockwatch.stack;

import dev.sockwatch.stack.CallStack.Certainty;
import dev.sockwatch.stack.CallStack.Moment;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.WeakHashMap;
import java.util.function.Predicate;

/**
 * Turns raw throwables into {@link CallStack}s, one per distinct stack. Used by one thread.
 *
 * <p>Stacks that no socket refers to any more are collected, so the memory is bounded by the
 * sockets.
 */
public final class CallStacks {
  private final KnownLibraries libraries;
  private final ProgramPackages program;
  private final WeakHashMap<CallStack, WeakReference<CallStack>> shared = new WeakHashMap<>();

  /** Where nothing is known of the program but which libraries are not part of it. */
  public CallStacks(KnownLibraries libraries) {
    this(libraries, ProgramPackages.UNKNOWN);
  }

  public CallStacks(KnownLibraries libraries, ProgramPackages program) {
    this.libraries = libraries;
    this.program = program;
  }

  /** The shared stack equal to that of {@code taken}. */
  public CallStack intern(Throwable taken) {
    Moment moment = taken instanceof FirstSeen ? Moment.USE : Moment.OPEN;
    CallStack stack = trim(taken.getStackTrace(), moment);
    WeakReference<CallStack> known = shared.get(stack);
    CallStack first = known == null ? null : known.get();
    if (first != null) {
      return first;
    }
    shared.put(stack, new WeakReference<>(stack));
    return stack;
  }

  CallStack trim(StackTraceElement[] raw, Moment moment) {
    int outermostJdk = 0;
    while (outermostJdk < raw.length && libraries.isJdk(raw[outermostJdk].getClassName())) {
      outermostJdk++;
    }
    // One JDK frame stays, to show which call of the JDK it was; a stack of nothing else stays.
    int from = Math.max(outermostJdk == raw.length ? 0 : outermostJdk - 1, firstBeyondAgent(raw));
    return blame(Arrays.asList(raw).subList(from, raw.length), moment);
  }

  /** The whole stack decides, only its inner part is kept. */
  private CallStack blame(List<StackTraceElement> all, Moment moment) {
    List<StackTraceElement> frames =
        List.copyOf(all.subList(0, Math.min(all.size(), CallStack.MAX_FRAMES)));
    long own = ofApplication(frames);
    StackTraceElement innermost = null;
    StackTraceElement unlisted = null;
    for (StackTraceElement frame : all) {
      String name = frame.getClassName();
      if (libraries.isJdk(name)) {
        continue;
      }
      innermost = innermost == null ? frame : innermost;
      if (program.contain(name, libraries)) {
        return guilty(frames, frame, innermost, Certainty.PROGRAM, moment, own);
      }
      if (unlisted == null && !libraries.isLibrary(name)) {
        unlisted = frame;
      }
    }
    if (innermost != null && unlisted != null) {
      return guilty(frames, unlisted, innermost, Certainty.APPLICATION, moment, own);
    }
    if (innermost != null) {
      String site =
          CallStack.line(innermost) + " (library frame: no application frame on the stack)";
      return new CallStack(frames, site, Certainty.LIBRARY, moment, own);
    }
    String site =
        frames.isEmpty()
            ? "unknown (the JVM recorded no stack: -XX:-StackTraceInThrowable?)"
            : "unknown (only JDK frames on the stack, a thread of an event loop or pool)";
    return new CallStack(frames, site, Certainty.NONE, moment, own);
  }

  /** The program's own packages where a frame is in one, else all that is on no list. */
  private long ofApplication(List<StackTraceElement> frames) {
    long program = bits(frames, name -> this.program.contain(name, libraries));
    return program != 0 ? program : bits(frames, name -> !libraries.isLibrary(name));
  }

  private long bits(List<StackTraceElement> frames, Predicate<String> isOwn) {
    long bits = 0;
    for (int i = 0; i < frames.size(); i++) {
      String name = frames.get(i).getClassName();
      if (!libraries.isJdk(name) && !isGenerated(frames.get(i)) && isOwn.test(name)) {
        bits |= 1L << i;
      }
    }
    return bits;
  }

  /**
   * Whether the class was made at run time, so that nobody has written it: a proxy of the JDK in
   * the package of its interface, one of CGLIB, Guice, Weld, Byte Buddy or Mockito. Scala's classes
   * have "$$" in their names, too, but lines.
   */
  private static boolean isGenerated(StackTraceElement frame) {
    String name = frame.getClassName();
    return frame.getLineNumber() < 0
        && (name.contains("$$") || name.contains("$Proxy") || name.contains("$ByteBuddy$"));
  }

  private static CallStack guilty(
      List<StackTraceElement> frames,
      StackTraceElement frame,
      StackTraceElement innermost,
      Certainty certainty,
      Moment moment,
      long own) {
    String openedBy = innermost.equals(frame) ? null : CallStack.line(innermost);
    return new CallStack(frames, CallStack.line(frame), certainty, moment, own, openedBy);
  }

  private static int firstBeyondAgent(StackTraceElement[] raw) {
    int i = 0;
    while (i < raw.length
        && (raw[i].getClassName().startsWith("dev.sockwatch.")
            || raw[i].getClassName().endsWith(".SocketHooks")
            || raw[i].getClassName().endsWith(".TransportEvents")
            || raw[i].getClassName().endsWith(".TransportHooks"))) {
      i++;
    }
    return i;
  }
}
