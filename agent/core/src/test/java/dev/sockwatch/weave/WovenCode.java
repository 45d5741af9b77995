package dev.sockwatch.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Reads what was woven into a class: the calls of doors, and which rows a method matches. */
final class WovenCode {
  static final String DOORS = "dev/sockwatch/hooks/SocketHooks";
  static final String TRANSPORT_DOORS = "dev/sockwatch/hooks/transport/TransportHooks";

  private WovenCode() {}

  /** The calls of doors as {@code method -> door(descriptor)}, in the order of the class. */
  static List<String> doorCalls(byte[] bytes) {
    List<String> calls = new ArrayList<>();
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                return new DoorCalls(name, calls);
              }
            },
            0);
    return calls;
  }

  /** The methods with a body that a row is about. */
  static List<String> matches(byte[] bytes, Hook hook) {
    List<String> matches = new ArrayList<>();
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                boolean body = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
                if (body && hook.matches(name, descriptor)) {
                  matches.add(name + descriptor);
                }
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    return matches;
  }

  static String superName(byte[] bytes) {
    return new ClassReader(bytes).getSuperName();
  }

  private static final class DoorCalls extends MethodVisitor {
    private final String method;
    private final List<String> calls;

    DoorCalls(String method, List<String> calls) {
      super(Opcodes.ASM9);
      this.method = method;
      this.calls = calls;
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (owner.equals(DOORS) || owner.equals(TRANSPORT_DOORS)) {
        calls.add(method + " -> " + name + descriptor);
      }
    }
  }
}
