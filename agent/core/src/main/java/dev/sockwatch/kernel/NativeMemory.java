package dev.sockwatch.kernel;

import java.nio.ByteBuffer;

/**
 * A piece of native memory that no {@code BufferPoolMXBean} of the program counts, kept to the end
 * of the JVM.
 *
 * @param bytes a view of it in the machine's byte order, for one thread at a time
 * @param address where it is
 */
record NativeMemory(ByteBuffer bytes, long address) {}
