package dev.sockwatch.kernel;

import com.sun.jna.Native;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * JNA's native library as it lies in the agent's jar: unpacked into {@code java.io.tmpdir}, for its
 * owner only, and removed as soon as it is loaded.
 */
final class JnaLibrary {
  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private static final FileAttribute<Set<PosixFilePermission>> FOR_OWNER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static boolean loaded;

  private JnaLibrary() {}

  /** Loads it once; that directory must be writable and executable. */
  static synchronized void load() throws IOException {
    if (loaded) {
      return;
    }
    Path file = unpacked();
    try {
      Native.load(file.toString());
      loaded = true;
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Path unpacked() throws IOException {
    String resource = "com/sun/jna/" + folder() + "/libjnidispatch.so";
    try (InputStream in = JnaLibrary.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not packaged");
      }
      Path file = name();
      // It must not be there, so nobody's link is followed and nobody else's file loaded.
      Files.newByteChannel(file, NEW, FOR_OWNER).close();
      boolean complete = false;
      // Not by that channel, which would keep a buffer in the program's pool.
      try (OutputStream out = new FileOutputStream(file.toFile())) {
        long unused = in.transferTo(out);
        complete = true;
      } finally {
        if (!complete) {
          Files.deleteIfExists(file);
        }
      }
      return file;
    }
  }

  /** Like no other; {@code Files.createTempFile} would initialise the program's SecureRandom. */
  private static Path name() {
    String unique = ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime());
    return Path.of(System.getProperty("java.io.tmpdir"), "sockwatch-" + unique + ".so")
        .toAbsolutePath();
  }

  /** As JNA names them; on 32 bits an address would not be a long. */
  private static String folder() throws IOException {
    String arch = System.getProperty("os.arch", "");
    return switch (arch) {
      case "amd64", "x86_64" -> "linux-x86-64";
      case "aarch64", "loongarch64", "ppc64le", "riscv64", "s390x" -> "linux-" + arch;
      default -> throw new IOException("no library for " + arch);
    };
  }
}
