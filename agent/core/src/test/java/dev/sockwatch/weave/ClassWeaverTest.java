package dev.sockwatch.weave;

import static dev.sockwatch.weave.WovenTarget.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sockwatch.weave.Hook.Operand;
import dev.sockwatch.weave.Hook.Place;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Only what a row names is woven, also in class files newer than the weaver knows. */
class ClassWeaverTest {
  private static final Hook NOTHING = row("nothing", "", Place.ENTRY, "entered");

  private final List<Hook> took = new ArrayList<>();

  @BeforeEach
  void forget() {
    Told.forget();
  }

  @Test
  void newerClassFile_isWovenAndKeepsItsVersion() {
    byte[] newer = WovenTarget.bytesOf(Target.class);
    newer[7] = 99;

    byte[] woven = ClassWeaver.weave(newer, List.of(NOTHING), took);

    assertThat(took).containsExactly(NOTHING);
    assertThat(woven).startsWith(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, 99);
    assertThat(newer[7]).as("the original").isEqualTo((byte) 99);
    woven[7] = Opcodes.V17;
    assertThat(WovenCode.doorCalls(woven)).containsExactly("nothing -> entered()V");
  }

  @Test
  void olderClassFile_keepsItsVersion() {
    byte[] woven = ClassWeaver.weave(WovenTarget.bytesOf(Target.class), List.of(NOTHING), took);

    assertThat(woven).startsWith(0xca, 0xfe, 0xba, 0xbe, 0, 0, 0, Opcodes.V17);
  }

  @Test
  void rowWithoutItsMethod_doesNotTake() {
    Hook missing = row("nothing", "int", Place.ENTRY, "entered");

    byte[] woven =
        ClassWeaver.weave(WovenTarget.bytesOf(Target.class), List.of(missing, NOTHING), took);

    assertThat(took).containsExactly(NOTHING);
    assertThat(WovenCode.doorCalls(woven)).hasSize(1);
  }

  @Test
  void methodWithoutABody_isNotWoven() {
    ClassWriter writer = new ClassWriter(0);
    int abstractClass = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT;
    writer.visit(Opcodes.V17, abstractClass, "A", null, "java/lang/Object", null);
    writer.visitMethod(abstractClass, "nothing", "()V", null, null).visitEnd();
    writer.visitMethod(Opcodes.ACC_NATIVE, "nothing", "(I)V", null, null).visitEnd();
    writer.visitEnd();

    byte[] woven =
        ClassWeaver.weave(
            writer.toByteArray(), List.of(row("nothing", "..", Place.ENTRY, "entered")), took);

    assertThat(took).isEmpty();
    assertThat(new ClassReader(woven).getClassName()).isEqualTo("A");
  }

  /** Before the call of the parent's constructor there is no {@code this} to pass on. */
  @Test
  void constructorThatThrows_isNotWoven() {
    Hook thrown = row("<init>", "..", Place.THROW, "threw", Operand.FAILURE);

    ClassWeaver.weave(WovenTarget.bytesOf(Target.class), List.of(thrown), took);

    assertThat(took).isEmpty();
  }

  @Test
  void bytesThatAreNoClass_areRefused() {
    assertThatThrownBy(() -> ClassWeaver.weave(new byte[100], List.of(NOTHING), took))
        .isInstanceOf(RuntimeException.class);
    assertThat(took).isEmpty();
  }
}
