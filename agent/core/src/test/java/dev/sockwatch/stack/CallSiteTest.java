package dev.sockwatch.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.stack.CallStack.Certainty;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The line that is shown as guilty is the application's, where the stack has one. */
class CallSiteTest {
  private final CallStacks stacks = new CallStacks(KnownLibraries.load(List.of()));

  @Test
  void applicationFrame_isBlamed() {
    CallStack stack =
        stack(
            "dev.sockwatch.table.SocketTable.opened",
            "sun.nio.ch.SocketHooks.opened",
            "sun.nio.ch.NioSocketImpl.create",
            "java.net.Socket.<init>",
            "com.acme.Orders.fetch",
            "com.acme.Main.main");

    assertThat(stack.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:5)");
    assertThat(stack.certainty()).isEqualTo(Certainty.APPLICATION);
    assertThat(stack.openedBy()).isNull();
    assertThat(stack.lines())
        .containsExactly(
            "java.net.Socket.<init>(Socket.java:4)",
            "com.acme.Orders.fetch(Orders.java:5)",
            "com.acme.Main.main(Main.java:6)");
  }

  @Test
  void applicationBehindALibrary_isBlamed() {
    CallStack stack =
        stack(
            "java.net.Socket.connect",
            "okhttp3.internal.connection.RealConnection.connectSocket",
            "okhttp3.RealCall.execute",
            "com.acme.Orders.fetch");

    assertThat(stack.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:4)");
    assertThat(stack.certainty()).isEqualTo(Certainty.APPLICATION);
    assertThat(stack.lines()).hasSize(4);
  }

  @Test
  void applicationFrameBetweenJdkFrames_isBlamed() {
    CallStack stack =
        stack(
            "sun.nio.ch.SocketChannelImpl.<init>",
            "java.nio.channels.SocketChannel.open",
            "com.acme.Orders.fetch",
            "java.util.concurrent.ThreadPoolExecutor.runWorker",
            "java.lang.Thread.run");

    assertThat(stack.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:3)");
    assertThat(stack.lines())
        .containsExactly(
            "java.nio.channels.SocketChannel.open(SocketChannel.java:2)",
            "com.acme.Orders.fetch(Orders.java:3)",
            "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:4)",
            "java.lang.Thread.run(Thread.java:5)");
  }

  @Test
  void libraryAlone_isBlamedAndMarked() {
    CallStack stack =
        stack(
            "java.net.Socket.connect",
            "okhttp3.internal.Platform.connectSocket",
            "okhttp3.RealCall.execute",
            "java.lang.Thread.run");

    assertThat(stack.callSite())
        .isEqualTo(
            "okhttp3.internal.Platform.connectSocket(Platform.java:2) (library frame: no"
                + " application frame on the stack)");
    assertThat(stack.certainty()).isEqualTo(Certainty.LIBRARY);
  }

  @Test
  void programBehindALibraryThatIsOnNoList_isBlamed() {
    CallStack stack =
        new CallStacks(KnownLibraries.load(List.of()), ProgramPackages.set(List.of("com.acme")))
            .intern(
                taken(
                    "java.net.Socket.connect",
                    "net.vendor.client.Wire.dial",
                    "net.vendor.client.Api.get",
                    "com.acme.Orders.fetch",
                    "com.acme.Main.main"));

    assertThat(stack.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:4)");
    assertThat(stack.certainty()).isEqualTo(Certainty.PROGRAM);
    assertThat(stack.openedBy()).isEqualTo("net.vendor.client.Wire.dial(Wire.java:2)");
  }

  @Test
  void stackWithoutTheProgram_blamesWhatIsOnNoList() {
    CallStack stack =
        new CallStacks(KnownLibraries.load(List.of()), ProgramPackages.set(List.of("com.acme")))
            .intern(
                taken("java.net.Socket.connect", "okhttp3.Call.dial", "net.vendor.client.Api.get"));

    assertThat(stack.callSite()).isEqualTo("net.vendor.client.Api.get(Api.java:3)");
    assertThat(stack.certainty()).isEqualTo(Certainty.APPLICATION);
    assertThat(stack.openedBy()).isEqualTo("okhttp3.Call.dial(Call.java:2)");
  }

  @Test
  void relocatedLibrary_isKnownBySuffix() {
    CallStack stack =
        stack(
            "sun.nio.ch.SocketChannelImpl.connect",
            "io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel.doConnect",
            "com.vendor.shaded.okhttp3.RealCall.execute",
            "com.acme.Orders.fetch");

    assertThat(stack.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:4)");
  }

  @Test
  void jdkAlone_blamesNobody() {
    CallStack stack =
        stack(
            "dev.sockwatch.table.SocketTable.accepted",
            "sun.nio.ch.SocketHooks.accepted",
            "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl.onEvent",
            "sun.nio.ch.EPollPort$EventHandlerTask.run",
            "java.lang.Thread.run");

    assertThat(stack.callSite())
        .isEqualTo("unknown (only JDK frames on the stack, a thread of an event loop or pool)");
    assertThat(stack.certainty()).isEqualTo(Certainty.NONE);
    assertThat(stack.lines())
        .containsExactly(
            "sun.nio.ch.UnixAsynchronousServerSocketChannelImpl.onEvent"
                + "(UnixAsynchronousServerSocketChannelImpl.java:3)",
            "sun.nio.ch.EPollPort$EventHandlerTask.run(EPollPort.java:4)",
            "java.lang.Thread.run(Thread.java:5)");
  }

  @Test
  void emptyStack_saysWhy() {
    CallStack stack = stack();

    assertThat(stack.callSite())
        .isEqualTo("unknown (the JVM recorded no stack: -XX:-StackTraceInThrowable?)");
    assertThat(stack.certainty()).isEqualTo(Certainty.NONE);
    assertThat(stack.lines()).isEmpty();
  }

  @Test
  void recursion_isKeptUpToABound() {
    String[] deep = new String[500];
    Arrays.fill(deep, "com.acme.Orders.fetch");
    deep[0] = "java.net.Socket.connect";

    assertThat(stack(deep).frames()).hasSize(64);
  }

  @Test
  void callers_leaveOutWhatStandsBetweenTwoFramesOfTheApplication() {
    CallStack stack =
        stack(
            "java.net.Socket.connect",
            "okhttp3.RealCall.execute",
            "com.acme.Orders.fetch",
            "jdk.internal.reflect.DirectMethodHandleAccessor.invoke",
            "java.lang.reflect.Method.invoke",
            "org.springframework.aop.support.AopUtils.invokeJoinpoint",
            "com.acme.Orders$$SpringCGLIB$$0.fetch",
            "com.acme.Shop.order",
            "java.util.ArrayList.forEach",
            "com.acme.Shop.run",
            "java.util.concurrent.ThreadPoolExecutor.runWorker",
            "java.lang.Thread.run");

    assertThat(stack.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:3)");
    assertThat(stack.callers())
        .containsExactly(
            "... 4 frames",
            "com.acme.Shop.order(Shop.java:8)",
            "java.util.ArrayList.forEach(ArrayList.java:9)",
            "com.acme.Shop.run(Shop.java:10)",
            "java.util.concurrent.ThreadPoolExecutor.runWorker(ThreadPoolExecutor.java:11)",
            "java.lang.Thread.run(Thread.java:12)");
    assertThat(stack.lines()).as("all of them").hasSize(12);
  }

  @Test
  void callersWhereTheProgramIsKnown_leaveOutUnlistedLibraries() {
    CallStack stack =
        new CallStacks(KnownLibraries.load(List.of()), ProgramPackages.set(List.of("com.acme")))
            .intern(
                taken(
                    "java.net.Socket.connect",
                    "io.unlisted.Client.open",
                    "com.acme.Orders.fetch",
                    "io.unlisted.Retry.call",
                    "io.unlisted.Retry.run",
                    "com.acme.Shop.order"));

    assertThat(stack.callSite()).isEqualTo("com.acme.Orders.fetch(Orders.java:3)");
    assertThat(stack.callers()).containsExactly("... 2 frames", "com.acme.Shop.order(Shop.java:6)");
  }

  @Test
  void scalaClosure_isOfTheApplication() {
    CallStack stack =
        stack(
            "java.net.Socket.connect",
            "com.acme.Orders.fetch",
            "com.acme.Shop$$anonfun$1.apply",
            "com.acme.Shop.run");

    assertThat(stack.callers())
        .containsExactly(
            "com.acme.Shop$$anonfun$1.apply(Shop.java:3)", "com.acme.Shop.run(Shop.java:4)");
  }

  @Test
  void callersOfALibraryThatIsBlamed_areNone() {
    assertThat(stack("java.net.Socket.connect", "okhttp3.RealCall.execute").callers()).isEmpty();
  }

  @Test
  void frameWithoutSource_isNamedAsTheJdkDoes() {
    assertThat(CallStack.line(new StackTraceElement("A", "b", null, -1)))
        .isEqualTo("A.b(Unknown Source)");
    assertThat(CallStack.line(new StackTraceElement("A", "b", "A.java", -1)))
        .isEqualTo("A.b(A.java)");
    assertThat(CallStack.line(new StackTraceElement("app", "m", "1", "A", "b", "A.java", 3)))
        .isEqualTo("A.b(A.java:3)");
  }

  @Test
  void equalStacks_areShared() {
    CallStack first = stacks.intern(taken("java.net.Socket.connect", "com.acme.Orders.fetch"));
    CallStack same = stacks.intern(taken("java.net.Socket.connect", "com.acme.Orders.fetch"));
    CallStack other = stacks.intern(taken("java.net.Socket.connect", "com.acme.Prices.load"));

    assertThat(same).isSameAs(first);
    assertThat(other).isNotEqualTo(first);
  }

  private CallStack stack(String... methods) {
    return stacks.intern(taken(methods));
  }

  /** What a hook takes: frames by method, each in the line of its place. */
  private static Throwable taken(String... methods) {
    StackTraceElement[] frames = new StackTraceElement[methods.length];
    for (int i = 0; i < methods.length; i++) {
      int dot = methods[i].lastIndexOf('.');
      String type = methods[i].substring(0, dot);
      String simple = type.substring(type.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
      boolean isGenerated = type.contains("$$SpringCGLIB");
      frames[i] =
          new StackTraceElement(
              type,
              methods[i].substring(dot + 1),
              isGenerated ? "<generated>" : simple + ".java",
              isGenerated ? -1 : i + 1);
    }
    Throwable taken = new Throwable();
    taken.setStackTrace(frames);
    return taken;
  }
}
