package dev.sockwatch.weave;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.hooks.SocketHooks;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table finds its method in every JDK on this machine, and a door behind it. */
class JdkHooksTest {
  @ParameterizedTest
  @MethodSource("dev.sockwatch.weave.JdkImage#all")
  void row_findsItsMethodOrItsReplacement(JdkImage jdk) {
    for (Hook hook : JdkHooks.all()) {
      byte[] bytes = jdk.bytes(hook.className());
      if (bytes == null) {
        assertThat(hook.className()).as("a class that %s lacks", jdk).isEqualTo(commonDispatcher());
        continue;
      }
      List<String> found = WovenCode.matches(bytes, hook);
      if (found.isEmpty()) {
        assertThat(isInherited(jdk, hook, bytes)).as("%s: %s is inherited", jdk, hook).isTrue();
      } else {
        assertThat(found).as("%s: %s", jdk, hook).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.sockwatch.weave.JdkImage#all")
  void wovenClass_callsDoorsThatExist(JdkImage jdk) {
    Set<String> doors =
        Arrays.stream(SocketHooks.class.getDeclaredMethods())
            .filter(m -> Modifier.isPublic(m.getModifiers()))
            .map(m -> m.getName() + Type.getMethodDescriptor(m))
            .collect(Collectors.toSet());

    for (String name : classNames()) {
      byte[] bytes = jdk.bytes(name);
      if (bytes != null) {
        List<Hook> took = new ArrayList<>();
        List<String> calls = WovenCode.doorCalls(ClassWeaver.weave(bytes, hooksOf(name), took));

        assertThat(calls).as(name).hasSizeGreaterThanOrEqualTo(took.size());
        assertThat(calls)
            .as(name)
            .allMatch(call -> doors.contains(call.substring(call.indexOf(" -> ") + 4)));
      }
    }
  }

  @Test
  void weaver_missesNothingOfThisJdk() {
    JdkWeaver weaver = new JdkWeaver();

    for (String name : classNames()) {
      byte[] bytes = JdkImage.running().bytes(name);
      if (bytes != null) {
        weaver.transform(null, name, null, null, bytes);
      }
    }

    assertThat(weaver.missing()).isEmpty();
  }

  @Test
  void wovenCode_usesNothingButDoors() {
    // NioSocketImpl.close: one door, with this and its descriptor.
    String name = "sun/nio/ch/NioSocketImpl";
    byte[] woven =
        ClassWeaver.weave(
            requireNonNull(JdkImage.running().bytes(name)), hooksOf(name), new ArrayList<>());

    assertThat(WovenCode.doorCalls(woven))
        .contains(
            "close -> closing(Ljava/lang/Object;Ljava/io/FileDescriptor;)V",
            "create -> opened(Ljava/lang/Object;Ljava/io/FileDescriptor;I)V",
            "connect -> connectStarted(Ljava/lang/Object;Ljava/io/FileDescriptor;"
                + "Ljava/net/SocketAddress;)V",
            "connect -> connectFailed(Ljava/lang/Throwable;Ljava/lang/Object;"
                + "Ljava/io/FileDescriptor;)V");
  }

  static List<String> classNames() {
    return JdkHooks.all().stream().map(Hook::className).distinct().toList();
  }

  static List<Hook> hooksOf(String className) {
    return JdkHooks.all().stream().filter(h -> h.className().equals(className)).toList();
  }

  private static String commonDispatcher() {
    return JdkHooks.COMMON_DISPATCHER;
  }

  /** A release that moved to the common parent, where another row finds it. */
  private static boolean isInherited(JdkImage jdk, Hook hook, byte[] bytes) {
    byte[] parent = jdk.bytes(commonDispatcher());
    if (hook.event() != Hook.Event.RELEASE
        || parent == null
        || !WovenCode.superName(bytes).equals(commonDispatcher())) {
      return false;
    }
    String moved = "impl" + hook.method();
    return hooksOf(commonDispatcher()).stream()
        .filter(
            h ->
                h.method().equals(hook.method())
                    || h.method().toLowerCase(Locale.ROOT).equals(moved.toLowerCase(Locale.ROOT)))
        .anyMatch(h -> WovenCode.matches(parent, h).size() == 1);
  }
}
