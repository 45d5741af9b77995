package dev.sockwatch.weave;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Which methods of a library a class calls that are not there. */
final class LinkCheck {
  private final String library;
  private final ClassLoader loader;
  private final Set<String> missing = new LinkedHashSet<>();

  /**
   * For one class.
   *
   * @param library the internal names of its classes begin so
   * @param loader sees them
   */
  LinkCheck(String library, ClassLoader loader) {
    this.library = library;
    this.loader = loader;
  }

  List<String> missingFor(byte[] classFile) {
    new ClassReader(classFile).accept(new Calls(), ClassReader.SKIP_DEBUG);
    return new ArrayList<>(missing);
  }

  private void check(String owner, String name, String descriptor, boolean isStatic) {
    if (!owner.startsWith(library)) {
      return;
    }
    try {
      Class<?> type = Class.forName(owner.replace('/', '.'), false, loader);
      MethodType signature = MethodType.fromMethodDescriptorString(descriptor, loader);
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      var unused =
          isStatic
              ? lookup.findStatic(type, name, signature)
              : lookup.findVirtual(type, name, signature);
    } catch (ReflectiveOperationException | TypeNotPresentException | LinkageError e) {
      missing.add(owner.substring(library.length()).replace('/', '.') + "." + name);
    }
  }

  /** Visits all calls, those of method references, too. */
  private final class Calls extends ClassVisitor {
    Calls() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String methodDescriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          check(owner, name, descriptor, opcode == Opcodes.INVOKESTATIC);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
              check(
                  handle.getOwner(),
                  handle.getName(),
                  handle.getDesc(),
                  handle.getTag() == Opcodes.H_INVOKESTATIC);
            }
          }
        }
      };
    }
  }
}
