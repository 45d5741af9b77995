package dev.sockwatch.weave;

import dev.sockwatch.weave.Hook.Operand;
import java.util.Set;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** How the descriptor, the channel and the pending connect of a native transport are loaded. */
final class NettyOperands {
  private static final String OBJECT = "Ljava/lang/Object;";

  /** Where javac keeps the object around an inner class that is nested once. */
  private static final String OUTER_FIELD = "this$0";

  private static final String PENDING_FIELD = "connectPromise";

  private NettyOperands() {}

  /**
   * Whether the fields that the hook reads are among the class's own: a woven class must never fail
   * to link. The methods it calls are public ones of {@code channel.unix}, in every version.
   */
  static boolean areAvailable(Hook hook, Set<String> fields) {
    for (Operand operand : hook.operands()) {
      boolean available =
          switch (operand) {
            case OUTER, OUTER_NUMBER -> fields.contains(OUTER_FIELD);
            case PENDING_CONNECT -> fields.contains(PENDING_FIELD);
            default -> true;
          };
      if (!available) {
        return false;
      }
    }
    return true;
  }

  /** Pushes an operand and returns its type in the door's descriptor. */
  static String load(MethodVisitor code, Operand operand, String className) {
    code.visitVarInsn(Opcodes.ALOAD, 0);
    switch (operand) {
      case OUTER -> {
        loadOuter(code, className);
        return OBJECT;
      }
      case PENDING_CONNECT -> {
        String promise = "L" + NettyHooks.prefixOf(className) + "channel/ChannelPromise;";
        code.visitFieldInsn(Opcodes.GETFIELD, className, PENDING_FIELD, promise);
        return OBJECT;
      }
      case NUMBER ->
          code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, className, "intValue", "()I", false);
      case CHANNEL_NUMBER -> loadNumber(code, className);
      case OUTER_NUMBER -> {
        loadOuter(code, className);
        loadNumber(code, className);
      }
      default -> throw new IllegalArgumentException("not of a transport: " + operand.name());
    }
    return "I";
  }

  private static void loadOuter(MethodVisitor code, String className) {
    int nested = className.lastIndexOf('$');
    String outer = nested < 0 ? className : className.substring(0, nested);
    code.visitFieldInsn(Opcodes.GETFIELD, className, OUTER_FIELD, "L" + outer + ";");
  }

  private static void loadNumber(MethodVisitor code, String className) {
    String unix = NettyHooks.prefixOf(className) + "channel/unix/";
    String descriptor = unix + "FileDescriptor";
    code.visitMethodInsn(
        Opcodes.INVOKEINTERFACE, unix + "UnixChannel", "fd", "()L" + descriptor + ";", true);
    code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, descriptor, "intValue", "()I", false);
  }
}
