package dev.sockwatch.weave;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The JVM's own verifier accepts every woven class of the JDK that runs the tests. */
class WovenJdkClassesAreValidTest {
  @ParameterizedTest
  @MethodSource("classNames")
  void wovenClass_passesTheVerifier(String name) throws ClassNotFoundException {
    byte[] original = requireNonNull(JdkImage.running().bytes(name));
    byte[] woven = ClassWeaver.weave(original, JdkHooksTest.hooksOf(name), new ArrayList<>());

    assertThat(new VerifiedJdkClasses(Map.of(name, woven)).verify(name)).isPositive();
  }

  /** The test of the test: it would have noticed. */
  @Test
  void brokenClass_doesNotPass() {
    String name = "sun/nio/ch/NioSocketImpl";
    byte[] broken = withAnInvalidClose(requireNonNull(JdkImage.running().bytes(name)));

    assertThatThrownBy(() -> new VerifiedJdkClasses(Map.of(name, broken)).verify(name))
        .isInstanceOf(VerifyError.class)
        .hasMessageContaining("NioSocketImpl.close()V");
  }

  @ParameterizedTest
  @MethodSource("dev.sockwatch.weave.JdkImage#all")
  void wovenClass_keepsItsVersionAndMethods(JdkImage jdk) {
    for (String name : JdkHooksTest.classNames()) {
      byte[] original = jdk.bytes(name);
      if (original != null) {
        byte[] woven = ClassWeaver.weave(original, JdkHooksTest.hooksOf(name), new ArrayList<>());

        assertThat(woven).as(name).startsWith(Arrays.copyOf(original, 8));
        assertThat(methods(woven)).as(name).isEqualTo(methods(original));
      }
    }
  }

  static List<String> classNames() {
    return JdkHooksTest.classNames().stream()
        .filter(n -> JdkImage.running().bytes(n) != null)
        .toList();
  }

  private static List<String> methods(byte[] bytes) {
    List<String> methods = new ArrayList<>();
    new ClassReader(bytes)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                methods.add(access + " " + name + descriptor);
                return null;
              }
            },
            ClassReader.SKIP_CODE);
    return methods;
  }

  /** Its close begins by popping from an empty stack. */
  private static byte[] withAnInvalidClose(byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
            return new MethodVisitor(Opcodes.ASM9, next) {
              @Override
              public void visitCode() {
                super.visitCode();
                if (name.equals("close")) {
                  super.visitInsn(Opcodes.POP);
                }
              }
            };
          }
        },
        0);
    return writer.toByteArray();
  }
}
