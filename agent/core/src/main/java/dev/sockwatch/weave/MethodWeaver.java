package dev.sockwatch.weave;

import dev.sockwatch.weave.Hook.Operand;
import dev.sockwatch.weave.Hook.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Puts calls of the doors into one method: at entry, before each return, where it throws. */
final class MethodWeaver extends MethodVisitor {
  private static final String DESCRIPTOR = "Ljava/io/FileDescriptor;";

  /** Both are relocated together with the class they name. */
  private static final String DOORS = "dev/sockwatch/hooks/SocketHooks";

  private static final String TRANSPORT_DOORS = "dev/sockwatch/hooks/transport/TransportHooks";

  private static final String REQUEST_DOORS = "dev/sockwatch/hooks/transport/RequestHooks";

  private static final String RETURNS_IO_EXCEPTION = ")Ljava/io/IOException;";

  private final List<Hook> hooks;
  private final Collection<Hook> woven;
  private final String className;
  private final boolean isStatic;
  private final Type[] parameters;
  private final Type result;
  private final Label start = new Label();

  MethodWeaver(
      MethodVisitor next,
      List<Hook> hooks,
      Collection<Hook> woven,
      String className,
      int access,
      String descriptor) {
    super(Opcodes.ASM9, next);
    this.hooks = hooks;
    this.woven = woven;
    this.className = className;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.parameters = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    callDoors(Place.ENTRY);
    super.visitLabel(start);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      callDoors(Place.RETURN);
    }
    super.visitInsn(opcode);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (opcode == Opcodes.INVOKESTATIC && descriptor.endsWith(RETURNS_IO_EXCEPTION)) {
      callDoors(Place.CAUGHT);
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (callsDoorsWhenItThrows()) {
      Label end = new Label();
      super.visitLabel(end);
      // Last in the table, so that the method's own handlers come first.
      super.visitTryCatchBlock(start, end, end, null);
      super.visitFrame(
          Opcodes.F_NEW, frameOfParameters().length, frameOfParameters(), 1, failure());
      callDoors(Place.THROW);
      super.visitInsn(Opcodes.ATHROW);
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  private boolean callsDoorsWhenItThrows() {
    for (Hook hook : hooks) {
      if (hook.place() == Place.THROW) {
        return true;
      }
    }
    return false;
  }

  private void callDoors(Place place) {
    for (Hook hook : hooks) {
      if (hook.place() == place) {
        woven.add(hook);
        call(hook);
      }
    }
  }

  private void call(Hook hook) {
    StringBuilder descriptor = new StringBuilder("(");
    for (Operand operand : hook.operands()) {
      descriptor.append(load(operand));
    }
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        doorsOf(hook),
        hook.door(),
        descriptor.append(")V").toString(),
        false);
  }

  private static String doorsOf(Hook hook) {
    if (hook.event() == Hook.Event.REQUEST) {
      return REQUEST_DOORS;
    }
    return hook.isOfTransport() ? TRANSPORT_DOORS : DOORS;
  }

  /** Pushes an operand and returns its type in the door's descriptor. */
  private String load(Operand operand) {
    switch (operand) {
      case RESULT -> {
        super.visitInsn(result.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
        return result.getDescriptor();
      }
      case FAILURE -> {
        super.visitInsn(Opcodes.DUP);
        return "Ljava/lang/Throwable;";
      }
      case THIS -> {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        return "Ljava/lang/Object;";
      }
      case FD -> {
        super.visitVarInsn(Opcodes.ALOAD, 0);
        super.visitFieldInsn(Opcodes.GETFIELD, className, "fd", DESCRIPTOR);
        return DESCRIPTOR;
      }
      case FIRST -> {
        return loadParameter(0);
      }
      case SECOND -> {
        return loadParameter(1);
      }
      case FIRST_AS_OWNER, FIRST_AS_OBJECT -> {
        super.visitVarInsn(Opcodes.ALOAD, 1);
        return "Ljava/lang/Object;";
      }
      case SECOND_AS_OBJECT -> {
        loadParameter(1);
        return "Ljava/lang/Object;";
      }
      case FD_OF_FIRST -> {
        super.visitVarInsn(Opcodes.ALOAD, 1);
        super.visitTypeInsn(Opcodes.CHECKCAST, className);
        super.visitFieldInsn(Opcodes.GETFIELD, className, "fd", DESCRIPTOR);
        return DESCRIPTOR;
      }
      case SOCKET -> super.visitInsn(Opcodes.ICONST_0);
      case CHANNEL -> super.visitInsn(Opcodes.ICONST_1);
      case ASYNCHRONOUS_CHANNEL -> super.visitInsn(Opcodes.ICONST_2);
      case DATAGRAM -> super.visitInsn(Opcodes.ICONST_3);
      case NATIVE_CHANNEL -> super.visitInsn(Opcodes.ICONST_4);
      case NATIVE_DATAGRAM -> super.visitInsn(Opcodes.ICONST_5);
      case NUMBER, CHANNEL_NUMBER, OUTER, OUTER_NUMBER, PENDING_CONNECT -> {
        return NettyOperands.load(mv, operand, className);
      }
    }
    return "I"; // the kinds, numbered as in SocketHooks
  }

  private String loadParameter(int index) {
    int local = isStatic ? 0 : 1;
    for (int i = 0; i < index; i++) {
      local += parameters[i].getSize();
    }
    super.visitVarInsn(parameters[index].getOpcode(Opcodes.ILOAD), local);
    return parameters[index].getDescriptor();
  }

  private Object[] frameOfParameters() {
    List<Object> locals = new ArrayList<>();
    if (!isStatic) {
      locals.add(className);
    }
    for (Type parameter : parameters) {
      locals.add(
          switch (parameter.getSort()) {
            case Type.LONG -> Opcodes.LONG;
            case Type.DOUBLE -> Opcodes.DOUBLE;
            case Type.FLOAT -> Opcodes.FLOAT;
            case Type.OBJECT, Type.ARRAY -> parameter.getInternalName();
            default -> Opcodes.INTEGER;
          });
    }
    return locals.toArray();
  }

  private static Object[] failure() {
    return new Object[] {"java/lang/Throwable"};
  }
}
