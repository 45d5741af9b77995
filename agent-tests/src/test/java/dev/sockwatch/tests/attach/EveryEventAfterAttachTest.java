package dev.sockwatch.tests.attach;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.EventComparison;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;
import dev.sockwatch.tests.support.RunningJvm;

/** A JVM that was attached to shows exactly the events that it shows with the agent from start. */
class EveryEventAfterAttachTest {
  @EachJdk
  void socket(Jdk jdk) {
    compare(jdk, "PlainSockets");
  }

  @EachJdk
  void sslSocket(Jdk jdk) {
    compare(jdk, "DirectTls");
  }

  @EachJdk
  void blockingChannel(Jdk jdk) {
    compare(jdk, "BlockingChannels");
  }

  @EachJdk
  void channelWithSelector(Jdk jdk) {
    compare(jdk, "SelectorChannels");
  }

  @EachJdk
  void channelAdaptor(Jdk jdk) {
    compare(jdk, "ChannelAdaptors");
  }

  @EachJdk
  void asynchronousChannel(Jdk jdk) {
    compare(jdk, "AsynchronousChannels");
  }

  @EachJdk
  void unixDomainChannel(Jdk jdk) {
    compare(jdk, "UnixDomainChannels");
  }

  @EachJdk(from = 21)
  void virtualThread(Jdk jdk) {
    compare(jdk, "VirtualThreads");
  }

  @EachJdk
  void datagramSocket(Jdk jdk) {
    compare(jdk, "Datagrams");
  }

  @EachJdk
  void refusedConnect(Jdk jdk) {
    compare(jdk, "RefusedConnects");
  }

  @EachJdk
  void halfClose(Jdk jdk) {
    compare(jdk, "HalfClosed");
  }

  @EachJdk
  void abandonedSocket(Jdk jdk) {
    compare(jdk, "AbandonedSockets");
  }

  @EachJdk
  void descriptorUsedAgain(Jdk jdk) {
    compare(jdk, "DescriptorReuse");
  }

  private static void compare(Jdk jdk, String probe) {
    try (RunningJvm jvm =
        ForkedJvm.on(jdk)
            .attachedLater()
            .withReport()
            .start("com.example.probes.AfterAttach", "com.example.probes." + probe)) {
      jvm.awaitOut("ready");
      jvm.attach();
      jvm.tell("go");
      EventComparison.agree(jvm.finish(), probe + " on " + jdk);
    }
  }
}
