package dev.sockwatch.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;

/**
 * Defines the classes of one package a second time, so that they speak to another copy of a library
 * than its parent's: one that has been moved to other packages. All else is the parent's.
 *
 * <p>A class that needs what that copy does not have fails here, by name, and not in its midst.
 */
public final class RelocatingLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final String home;
  private final String from;
  private final String to;

  /**
   * For the classes of one package.
   *
   * @param home the package, without those below it
   * @param from the library's packages begin so, e.g. {@code io.opentelemetry.}
   * @param to and those of the other copy
   */
  public static ClassLoader of(ClassLoader parent, String home, String from, String to) {
    return new RelocatingLoader(parent, home, from, to);
  }

  private RelocatingLoader(ClassLoader parent, String home, String from, String to) {
    super(parent);
    this.home = home + ".";
    this.from = from.replace('.', '/');
    this.to = to.replace('.', '/');
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(home) || name.indexOf('.', home.length()) >= 0) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = relocated(in.readAllBytes());
      List<String> missing = new LinkCheck(to, this).missingFor(bytes);
      if (!missing.isEmpty()) {
        throw new NoClassDefFoundError(String.join(", ", missing));
      }
      return defineClass(name, bytes, 0, bytes.length, getClass().getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  private byte[] relocated(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes)
        .accept(
            new ClassRemapper(
                writer,
                new Remapper(Opcodes.ASM9) {
                  @Override
                  public String map(String internalName) {
                    return internalName.startsWith(from)
                        ? to + internalName.substring(from.length())
                        : internalName;
                  }
                }),
            0);
    return writer.toByteArray();
  }
}
