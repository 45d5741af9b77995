package com.example.transcript;

import com.example.probes.Threads;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Each call with its answer, or with its exception down to the frames' line numbers. What differs
 * from run to run, a port or an identity, has a name in its place.
 */
final class Transcript {
  private static final Pattern PORT = Pattern.compile("(?<=:|port=|port )\\d{4,5}\\b");
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{4,}");
  private static final Pattern FILE = Pattern.compile("/[\\w/.-]*transcript\\d+");
  private static final long PATIENCE_MILLIS = 20_000;

  private final List<String> lines = new ArrayList<>();
  private final ThreadFactory threads;
  private String section = "";
  private int calls;

  Transcript(ThreadFactory threads) {
    this.threads = threads;
  }

  /** A call that answers. */
  interface Call {
    @Nullable Object run() throws Exception;
  }

  /** A call without an answer. */
  interface Action {
    void run() throws Exception;
  }

  /** A part of the transcript; what it leaves open is its fault. */
  interface Section {
    void record(Transcript transcript) throws Exception;
  }

  /** Runs a part on a thread of the kind that this transcript is about. */
  void section(String name, Section part) throws Exception {
    section = name;
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        threads.newThread(
            () -> {
              try {
                part.record(this);
              } catch (Throwable t) {
                failure.set(t);
              }
            });
    thread.start();
    join(thread);
    if (failure.get() != null) {
      throw new IllegalStateException("section " + name, failure.get());
    }
  }

  /** Records what a call answers or throws. */
  void call(String name, Call call) {
    calls++;
    String line = section + " " + name + " -> ";
    try {
      lines.add(line + text(call.run()));
    } catch (Throwable t) {
      lines.add(line + thrown(t, true));
    }
  }

  /** Records that a call returns or what it throws. */
  void call(String name, Action action) {
    call(
        name,
        () -> {
          action.run();
          return "done";
        });
  }

  /** As {@link #call}, where the frames depend on which thread completes the operation. */
  void outcome(String name, Call call) {
    calls++;
    String line = section + " " + name + " -> ";
    try {
      lines.add(line + text(call.run()));
    } catch (Throwable t) {
      lines.add(line + thrown(t, false));
    }
  }

  /** Records what comes of a call in which a thread waits until {@code release} ends that. */
  void blocked(String name, Call call, Release release) throws Exception {
    inBackground(own -> own.call(name, call), release);
  }

  /** As {@link #blocked}, where the thread may be on its way again when it is released. */
  void released(String name, Call call, Release release) throws Exception {
    inBackground(own -> own.outcome(name, call), release);
  }

  private void inBackground(Consumer<Transcript> recording, Release release) throws Exception {
    Transcript own = new Transcript(threads);
    own.section = section;
    Thread thread = threads.newThread(() -> recording.accept(own));
    thread.start();
    Threads.awaitBlocked(thread);
    release.run(thread);
    join(thread);
    calls++;
    lines.addAll(own.lines);
  }

  /** What ends the waiting of a thread. */
  interface Release {
    void run(Thread blocked) throws Exception;
  }

  /** What the API forbids to hand over. */
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  static <T> T absent() {
    return null;
  }

  /** Closes before the end of the block that would. */
  static void close(Closeable one) throws IOException {
    one.close();
  }

  /** Writes everything to standard output. */
  void print(String title) {
    lines.forEach(line -> System.out.println(title + ": " + line));
    System.out.println(title + ": calls=" + calls);
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.join(PATIENCE_MILLIS);
    if (thread.isAlive()) {
      throw new IllegalStateException("still there: " + List.of(thread.getStackTrace()));
    }
  }

  private static String text(@Nullable Object value) {
    if (value instanceof byte[] bytes) {
      return List.of(bytes.length, Arrays.hashCode(bytes)).toString();
    }
    if (value instanceof Collection<?> many) {
      TreeSet<String> sorted = new TreeSet<>();
      many.forEach(one -> sorted.add(String.valueOf(one)));
      return normal(sorted.toString());
    }
    return normal(String.valueOf(value));
  }

  private static String thrown(Throwable t, boolean withFrames) {
    StringBuilder text = new StringBuilder(normal(t.toString()));
    if (withFrames) {
      for (StackTraceElement frame : t.getStackTrace()) {
        if (frame.getClassName().equals(Transcript.class.getName())) {
          break; // what calls it is ours
        }
        text.append("\n    at ").append(frame);
      }
    }
    for (Throwable suppressed : t.getSuppressed()) {
      text.append("\n  suppressed ").append(thrown(suppressed, withFrames));
    }
    Throwable cause = t.getCause();
    return cause == null ? text.toString() : text + "\n  cause " + thrown(cause, withFrames);
  }

  private static String normal(String text) {
    String plain = IDENTITY.matcher(FILE.matcher(text).replaceAll("FILE")).replaceAll("@");
    Map<String, String> ports = new HashMap<>(); // the kernel gives one out again, now and then
    return PORT.matcher(plain)
        .replaceAll(f -> ports.computeIfAbsent(f.group(), unused -> "P" + (ports.size() + 1)));
  }
}
