package dev.sockwatch.weave;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.weave.JdkWeaver.MissingHook;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The weaver touches the classes of its table only, and knows which rows did not take. */
class JdkWeaverTest {
  private static final String NET = "sun/nio/ch/Net";
  private static final String DATAGRAM_CHANNEL = "sun/nio/ch/DatagramChannelImpl";
  private static final String SOCKET_DISPATCHER = "sun/nio/ch/SocketDispatcher";

  private final JdkWeaver weaver = new JdkWeaver();

  @Test
  void classOfTheTable_isWoven() {
    byte[] woven = transform(DATAGRAM_CHANNEL, jdkClass(DATAGRAM_CHANNEL));

    assertThat(WovenCode.doorCalls(requireNonNull(woven)))
        .containsExactlyInAnyOrder(
            "<init> -> opened(Ljava/lang/Object;Ljava/io/FileDescriptor;I)V",
            "<init> -> opened(Ljava/lang/Object;Ljava/io/FileDescriptor;I)V",
            "implCloseSelectableChannel -> closing(Ljava/lang/Object;Ljava/io/FileDescriptor;)V");
    assertThat(weaver.missing()).isEmpty();
  }

  @Test
  void otherClass_isLeftAlone() {
    assertThat(transform("java/lang/Object", jdkClass("java/lang/Object"))).isNull();
    assertThat(transform("com/acme/Main", new byte[0])).isNull();
  }

  @Test
  void classOfTheSameNameInAnotherLoader_isLeftAlone() {
    ClassLoader other = JdkWeaverTest.class.getClassLoader();

    assertThat(weaver.transform(other, NET, null, null, jdkClass(NET))).isNull();
    assertThat(weaver.missing()).isEmpty();
  }

  @Test
  void classThatWasNotLoaded_isNotMissed() {
    assertThat(weaver.missing()).isEmpty();
  }

  @Test
  void methodThatIsGone_isMissedWithWhatItCosts() {
    assertThat(transform(DATAGRAM_CHANNEL, emptyClass(DATAGRAM_CHANNEL)))
        .as("nothing to change")
        .isNull();

    assertThat(weaver.missing())
        .containsExactly(
            new MissingHook(
                "sun.nio.ch.DatagramChannelImpl.<init>",
                "sockets of this kind are not seen at all"),
            new MissingHook(
                "sun.nio.ch.DatagramChannelImpl.<init>",
                "sockets of this kind are not seen at all"),
            new MissingHook(
                "sun.nio.ch.DatagramChannelImpl.implCloseSelectableChannel",
                "a close by the program looks like a garbage collection: no close-pending"));
  }

  @Test
  void classThatCannotBeWoven_isLoadedAsItIsAndTold() {
    assertThat(transform(NET, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})).isNull();

    assertThat(weaver.missing()).hasSize(1);
    assertThat(weaver.missing().get(0).target()).startsWith("sun.nio.ch.Net (java.lang.");
    assertThat(weaver.missing().get(0).consequence()).isEqualTo("no event of this class is seen");
  }

  @Test
  void releaseThatMovedToTheCommonDispatcher_isNotMissed() {
    transform(SOCKET_DISPATCHER, emptyClass(SOCKET_DISPATCHER));
    assertThat(weaver.missing())
        .extracting(MissingHook::target)
        .contains("sun.nio.ch.SocketDispatcher.close", "sun.nio.ch.SocketDispatcher.preClose");

    transform(JdkHooks.COMMON_DISPATCHER, commonDispatcher());

    assertThat(weaver.missing())
        .extracting(MissingHook::target)
        .containsOnly(
            "sun.nio.ch.SocketDispatcher.read",
            "sun.nio.ch.SocketDispatcher.readv",
            "sun.nio.ch.SocketDispatcher.write",
            "sun.nio.ch.SocketDispatcher.writev");
  }

  private byte @Nullable [] transform(String name, byte[] bytes) {
    return weaver.transform(null, name, null, null, bytes);
  }

  private static byte[] jdkClass(String name) {
    return requireNonNull(JdkImage.running().bytes(name));
  }

  private static byte[] emptyClass(String name) {
    ClassWriter writer = classNamed(name);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** As of JDK 21. */
  private static byte[] commonDispatcher() {
    ClassWriter writer = classNamed(JdkHooks.COMMON_DISPATCHER);
    for (String method : new String[] {"close", "implPreClose"}) {
      var code = writer.visitMethod(0, method, "(Ljava/io/FileDescriptor;)V", null, null);
      code.visitCode();
      code.visitInsn(Opcodes.RETURN);
      code.visitMaxs(0, 2);
      code.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static ClassWriter classNamed(String name) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    return writer;
  }
}
