package com.sun.jna;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The few functions of JNA's native library that the agent calls, under the one name by which JNI
 * finds them; no other class of JNA is packaged.
 *
 * <p>JNA's own class of this name starts a process, sets system properties and freezes those of the
 * common pool when it is initialised (RATIONALE.md, "JNA's library without JNA").
 */
public final class Native {
  /** {@code RTLD_LAZY} of dlopen(3). */
  public static final int LAZY = 1;

  private Native() {}

  /** JNI looks for the functions in the libraries of the loader of the class that loads them. */
  public static void load(String absolutePath) {
    System.load(absolutePath);
  }

  /** {@code dlopen(3)}: a handle; null names the process itself, which has libc. */
  public static native long open(@Nullable String name, int flags);

  /** {@code dlsym(3)}. */
  public static native long findSymbol(long library, String name);

  /**
   * Calls a function that returns an int; {@link #getLastError} then holds {@code errno}.
   *
   * @param unused JNA's object for the function
   * @param convention 0 for C
   * @param arguments {@code Integer} and {@code Long} only
   */
  public static native int invokeInt(
      @Nullable Object unused, long function, int convention, Object[] arguments);

  /** Calls a function that returns a long, likewise. */
  public static native long invokeLong(
      @Nullable Object unused, long function, int convention, Object[] arguments);

  /** {@code errno} of this thread's last call by {@code invokeInt} or {@code invokeLong}. */
  public static native int getLastError();

  /** {@code malloc(3)}. */
  public static native long malloc(long bytes);

  /** A direct buffer over memory that is there already. */
  public static native ByteBuffer getDirectByteBuffer(
      @Nullable Pointer unused, long address, long offset, long bytes);

  /** {@code ffi_prep_cif} of libffi: how a function is called; convention 0 for C. */
  public static native long ffi_prep_cif(int convention, int count, long result, long arguments);

  /** {@code ffi_call} of libffi. */
  public static native void ffi_call(long how, long function, long result, long arguments);
}
