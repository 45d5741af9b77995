package dev.sockwatch.weave;

import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.commons.ClassRemapper;
import net.bytebuddy.jar.asm.commons.Remapper;
import org.jspecify.annotations.Nullable;

/**
 * Defines woven classes of java.base under another name, so that the JVM's verifier looks at them:
 * it trusts what the boot loader loads.
 *
 * <p>Packages that java.base does not export are copied, as far as the verifier asks for them; a
 * copy is linked and never initialised.
 */
final class VerifiedJdkClasses extends ClassLoader {
  private static final String COPY = "copy/";

  /** Woven, and not in a package of its own. */
  private static final String HIDDEN_IN_LANG = "java/lang/ApplicationShutdownHooks";

  private final Map<String, byte[]> woven;
  private final Remapper toCopy =
      new Remapper(Opcodes.ASM9) {
        @Override
        public String map(String name) {
          return isCopied(name) ? COPY + name : name;
        }
      };

  VerifiedJdkClasses(Map<String, byte[]> woven) {
    super(VerifiedJdkClasses.class.getClassLoader());
    this.woven = woven;
  }

  /** Has the verifier look at a class and counts its methods; a VerifyError says what is wrong. */
  int verify(String internalName) throws ClassNotFoundException {
    Class<?> copy = loadClass((COPY + internalName).replace('/', '.'));
    return copy.getDeclaredMethods().length; // links the class, and runs nothing of it
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String internalName = name.replace('.', '/');
    byte[] original = internalName.startsWith(COPY) ? bytes(internalName) : null;
    if (original == null) {
      throw new ClassNotFoundException(name);
    }
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(original).accept(new ClassRemapper(writer, toCopy), 0);
    byte[] copy = writer.toByteArray();
    return defineClass(name, copy, 0, copy.length);
  }

  private byte @Nullable [] bytes(String copyName) {
    String name = copyName.substring(COPY.length());
    byte[] replaced = woven.get(name);
    return replaced != null ? replaced : JdkImage.running().bytes(name);
  }

  private static boolean isCopied(String name) {
    return List.of("sun/", "jdk/internal/").stream().anyMatch(name::startsWith)
        || name.startsWith(HIDDEN_IN_LANG);
  }
}
