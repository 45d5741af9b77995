package dev.sockwatch.weave;

import dev.sockwatch.weave.Hook.Place;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Puts the calls of some hooks into the bytes of one class. */
final class ClassWeaver extends ClassVisitor {
  /** The newest class file version that our ASM reads; newer classes are read as this one. */
  private static final int NEWEST_READABLE = Opcodes.V25;

  private final List<Hook> hooks;
  private final Collection<Hook> woven;
  private final int majorVersion;
  private final Set<String> members = new HashSet<>();
  private String className = "";

  private ClassWeaver(
      ClassVisitor next, List<Hook> hooks, Collection<Hook> woven, int majorVersion) {
    super(Opcodes.ASM9, next);
    this.hooks = hooks;
    this.woven = woven;
    this.majorVersion = majorVersion;
  }

  /** Weaves the class; the hooks that find their method are added to {@code woven}. */
  static byte[] weave(byte[] original, List<Hook> hooks, Collection<Hook> woven) {
    int major = ((original[6] & 0xff) << 8) | (original[7] & 0xff);
    byte[] readable = original;
    if (major > NEWEST_READABLE) {
      readable = original.clone();
      readable[6] = 0;
      readable[7] = (byte) NEWEST_READABLE;
    }
    ClassReader reader = new ClassReader(readable);
    // The hooks only load arguments and fields: no frame changes but those of the THROW handlers.
    ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
    ClassWeaver weaver = new ClassWeaver(writer, hooks, woven, major);
    reader.accept(weaver, ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    className = name;
    super.visit(
        (version & 0xffff0000) | majorVersion, access, name, signature, superName, interfaces);
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    members.add(name);
    return super.visitField(access, name, descriptor, signature, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    if ((access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      return method;
    }
    List<Hook> here = new ArrayList<>();
    for (Hook hook : hooks) {
      boolean throwsFromConstructor = hook.place() == Place.THROW && name.equals("<init>");
      if (hook.matches(name, descriptor)
          && !throwsFromConstructor
          && NettyOperands.areAvailable(hook, members)) {
        here.add(hook);
      }
    }
    if (here.isEmpty()) {
      return method;
    }
    return new MethodWeaver(method, here, woven, className, access, name, descriptor);
  }
}
