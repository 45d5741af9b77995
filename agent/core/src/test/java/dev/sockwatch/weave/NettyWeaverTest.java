package dev.sockwatch.weave;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.weave.JdkWeaver.MissingHook;
import java.net.URL;
import java.net.URLClassLoader;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weaver finds a transport's classes wherever they are, and knows what it could not weave. */
class NettyWeaverTest {
  private static final String UNSAFE = "channel/epoll/AbstractEpollChannel$AbstractEpollUnsafe";

  private final NettyWeaver weaver = new NettyWeaver();

  @ParameterizedTest
  @CsvSource({
    "io/netty/channel/epoll/Native, io/netty/",
    "io/grpc/netty/shaded/io/netty/channel/unix/Socket, io/grpc/netty/shaded/io/netty/",
    "channel/uring/Native, ''",
  })
  void relocatedClass_isFoundByItsSuffix(String className, String prefix) {
    assertThat(NettyHooks.start(className)).isEqualTo(prefix.length());
    assertThat(NettyHooks.prefixOf(className)).isEqualTo(prefix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Main",
        "unix/Socket",
        "io/netty/channel/nio/NioEventLoop",
        "com/acme/mychannel/unix/Socket",
        "io/netty/channel/epoll/inner/Native"
      })
  void otherClass_isLeftAlone(String className) {
    assertThat(NettyHooks.start(className)).isNegative();
    assertThat(weaver.weave(null, className, new byte[0])).isNull();
  }

  @Test
  void everyRow_namesADoorOfTransports() {
    assertThat(NettyHooks.byClass().values())
        .hasSizeGreaterThan(10)
        .allSatisfy(
            all ->
                assertThat(all)
                    .flatMap(NettyHooks.Alternatives::rows)
                    .allMatch(Hook::isOfTransport));
  }

  @Test
  void classOfTheTable_isWovenWithItsOwnPrefix() {
    byte[] woven = transform("com/acme/" + UNSAFE, unsafe("com/acme/", true));

    assertThat(WovenCode.doorCalls(requireNonNull(woven)))
        .containsExactlyInAnyOrder(
            "doFinishConnect -> connected(ZLjava/lang/Object;I)V",
            "doFinishConnect -> connectFailed(Ljava/lang/Throwable;Ljava/lang/Object;I)V");
    assertThat(weaver.missing()).isEmpty();
  }

  @Test
  void rowWhoseFieldIsGone_isNotWovenButMissed() {
    assertThat(transform("io/netty/" + UNSAFE, unsafe("io/netty/", false))).isNull();

    assertThat(weaver.missing())
        .containsExactlyInAnyOrder(
            missing(
                "io.netty.channel.epoll.AbstractEpollChannel$AbstractEpollUnsafe.doFinishConnect",
                "connections of this kind are taken for sockets that never connected"),
            missing(
                "io.netty.channel.epoll.AbstractEpollChannel$AbstractEpollUnsafe.doFinishConnect",
                "why a connect failed is not shown"));
  }

  @Test
  void copyInAnotherLoader_isMissedOnItsOwnAndOnce() throws Exception {
    try (URLClassLoader other = new URLClassLoader(new URL[0])) {
      transform("io/netty/" + UNSAFE, unsafe("io/netty/", false));
      for (int times = 0; times < 3; times++) {
        weaver.weave(other, "io/netty/" + UNSAFE, unsafe("io/netty/", false));
      }
    }
    assertThat(weaver.missing()).hasSize(4);
    assertThat(weaver.missing())
        .filteredOn(hook -> hook.target().contains(" (in java.net.URLClassLoader@"))
        .hasSize(2);
  }

  @Test
  void classThatCannotBeWoven_isLoadedAsItIsAndTold() {
    assertThat(transform("io/netty/" + UNSAFE, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})).isNull();

    assertThat(weaver.missing()).hasSize(1);
    assertThat(weaver.missing().get(0).consequence()).startsWith("no event of this class is seen");
  }

  /** Before 4.1.50 nothing but close itself says that a descriptor is closed. */
  @Test
  void descriptorWithoutAMark_isReleasedWhereItIsClosed() {
    byte[] woven = transform("io/netty/channel/unix/FileDescriptor", descriptor("close"));

    assertThat(WovenCode.doorCalls(requireNonNull(woven)))
        .containsExactly("close -> released(ZI)V");
  }

  @Test
  void descriptorWithAMark_isReleasedWhereItIsMarked() {
    byte[] woven =
        transform("io/netty/channel/unix/FileDescriptor", descriptor("close", "markClosed"));

    assertThat(WovenCode.doorCalls(requireNonNull(woven)))
        .containsExactly("markClosed -> released(ZI)V");
    assertThat(weaver.missing()).noneMatch(m -> m.target().contains("markClosed"));
  }

  /** What a superclass lacks is not missed once its subclass has it. */
  @Test
  void rowThatOlderVersionsHaveElsewhere_isNotMissed() {
    String connect = "io.netty.channel.epoll.AbstractEpollChannel.doConnect";
    transform("io/netty/channel/epoll/AbstractEpollChannel", channel(false));
    assertThat(weaver.missing()).anyMatch(m -> m.target().equals(connect));

    transform("io/netty/channel/epoll/AbstractEpollStreamChannel", channel(true));
    assertThat(weaver.missing()).noneMatch(m -> m.target().equals(connect));
  }

  @Test
  void constructorThatCallsAnother_opensNothing() {
    byte[] woven = transform("io/netty/channel/epoll/EpollDatagramChannel", twoConstructors());

    assertThat(WovenCode.doorCalls(requireNonNull(woven)))
        .containsExactly("<init> -> opened(Ljava/lang/Object;II)V");
  }

  private static byte[] descriptor(String... methods) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String name = "io/netty/channel/unix/FileDescriptor";
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    for (String method : methods) {
      MethodVisitor code = writer.visitMethod(0, method, "()Z", null, null);
      code.visitCode();
      code.visitInsn(Opcodes.ICONST_1);
      code.visitInsn(Opcodes.IRETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] channel(boolean connects) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, "any/Channel", null, "java/lang/Object", null);
    if (connects) {
      String descriptor = "(Ljava/net/SocketAddress;Ljava/net/SocketAddress;)Z";
      MethodVisitor code = writer.visitMethod(0, "doConnect", descriptor, null, null);
      code.visitCode();
      code.visitInsn(Opcodes.ICONST_1);
      code.visitInsn(Opcodes.IRETURN);
      code.visitMaxs(0, 0);
      code.visitEnd();
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] twoConstructors() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    String name = "io/netty/channel/epoll/EpollDatagramChannel";
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
    constructor(writer, "()V", name, "(I)V");
    constructor(writer, "(I)V", "java/lang/Object", "()V");
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(
      ClassWriter writer, String descriptor, String called, String calledDescriptor) {
    MethodVisitor code = writer.visitMethod(0, "<init>", descriptor, null, null);
    code.visitCode();
    code.visitVarInsn(Opcodes.ALOAD, 0);
    if (calledDescriptor.equals("(I)V")) {
      code.visitInsn(Opcodes.ICONST_0);
    }
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, called, "<init>", calledDescriptor, false);
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private byte @Nullable [] transform(String name, byte[] bytes) {
    return weaver.weave(null, name, bytes);
  }

  private static MissingHook missing(String target, String consequence) {
    return new MissingHook(target, consequence);
  }

  /** An inner class with the one method of its rows; static as far as javac is concerned or not. */
  private static byte[] unsafe(String prefix, boolean knowsItsChannel) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, prefix + UNSAFE, null, "java/lang/Object", null);
    if (knowsItsChannel) {
      String channel = "L" + prefix + "channel/epoll/AbstractEpollChannel;";
      writer.visitField(Opcodes.ACC_FINAL, "this$0", channel, null, null).visitEnd();
    }
    MethodVisitor code = writer.visitMethod(0, "doFinishConnect", "()Z", null, null);
    code.visitCode();
    code.visitInsn(Opcodes.ICONST_1);
    code.visitInsn(Opcodes.IRETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }
}
