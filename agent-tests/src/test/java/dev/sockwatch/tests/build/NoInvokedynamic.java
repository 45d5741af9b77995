package dev.sockwatch.tests.build;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * The condition that a class has no invokedynamic instruction; ArchUnit's model has no word for it.
 */
final class NoInvokedynamic extends ArchCondition<JavaClass> {
  NoInvokedynamic() {
    super("have no invokedynamic instruction");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    new ClassReader(bytecode(type))
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access,
                  String method,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitInvokeDynamicInsn(
                      String name, String calledDescriptor, Handle bootstrap, Object... arguments) {
                    events.add(
                        SimpleConditionEvent.violated(
                            type,
                            type.getName() + "." + method + " needs " + bootstrap.getOwner()));
                  }
                };
              }
            },
            ClassReader.SKIP_DEBUG);
  }

  private static byte[] bytecode(JavaClass type) {
    Source source =
        type.getSource().orElseThrow(() -> new IllegalStateException("no source of " + type));
    try (InputStream content = source.getUri().toURL().openStream()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
