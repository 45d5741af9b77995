package dev.sockwatch.tests.events;

import dev.sockwatch.tests.support.EachJdk;
import dev.sockwatch.tests.support.EventComparison;
import dev.sockwatch.tests.support.FinishedJvm;
import dev.sockwatch.tests.support.ForkedJvm;
import dev.sockwatch.tests.support.Jdk;

/** Every real event is counted once, by the word of the program and of its peer. */
class EveryEventOnceTest {
  @EachJdk
  void socket_byEveryWayToConnect(Jdk jdk) {
    compare(jdk, "PlainSockets");
  }

  @EachJdk
  void sslSocket_handshakeSucceedsAndFails(Jdk jdk) {
    compare(jdk, "DirectTls");
  }

  @EachJdk
  void sslSocket_layeredOverCountedSockets(Jdk jdk) {
    compare(jdk, "LayeredTls");
  }

  @EachJdk
  void socketChannel_blocking(Jdk jdk) {
    compare(jdk, "BlockingChannels");
  }

  @EachJdk
  void socketChannel_withSelectorAndRepeatedFinishConnect(Jdk jdk) {
    compare(jdk, "SelectorChannels");
  }

  @EachJdk
  void socketAdaptor_withAndWithoutTimeouts(Jdk jdk) {
    compare(jdk, "ChannelAdaptors");
  }

  @EachJdk
  void asynchronousChannel_byFuturesAndHandlers(Jdk jdk) {
    compare(jdk, "AsynchronousChannels");
  }

  @EachJdk
  void unixDomainChannel_isASocketToo(Jdk jdk) {
    compare(jdk, "UnixDomainChannels");
  }

  @EachJdk(from = 21)
  void virtualThread_parksInsteadOfBlocking(Jdk jdk) {
    compare(jdk, "VirtualThreads");
  }

  @EachJdk
  void datagramSocket_opensAndCloses(Jdk jdk) {
    compare(jdk, "Datagrams");
  }

  @EachJdk
  void connect_refused(Jdk jdk) {
    compare(jdk, "RefusedConnects");
  }

  @EachJdk
  void connect_toUnresolvedHost(Jdk jdk) {
    compare(jdk, "UnresolvedHosts");
  }

  @EachJdk
  void connect_timedOut(Jdk jdk) {
    compare(jdk, "ConnectTimeouts");
  }

  @EachJdk
  void connect_closedWhileTheSynIsUnanswered(Jdk jdk) {
    compare(jdk, "ClosedWhileConnecting");
  }

  @EachJdk
  void bind_failed(Jdk jdk) {
    compare(jdk, "FailedBinds");
  }

  @EachJdk
  void call_thatMakesNoSense_isNoEvent(Jdk jdk) {
    compare(jdk, "MisusedSockets");
  }

  @EachJdk
  void close_duringABlockedRead(Jdk jdk) {
    compare(jdk, "ClosedWhileReading");
  }

  @EachJdk
  void close_byAnotherThreadTwiceAndByMany(Jdk jdk) {
    compare(jdk, "ClosedManyTimes");
  }

  @EachJdk
  void descriptor_usedAgain(Jdk jdk) {
    compare(jdk, "DescriptorReuse");
  }

  @EachJdk
  void descriptor_ofAClosedSocket_belongsToAnother(Jdk jdk) {
    compare(jdk, "StaleDescriptors");
  }

  @EachJdk
  void connection_halfClosedInBothDirections(Jdk jdk) {
    compare(jdk, "HalfClosed");
  }

  @EachJdk
  void connection_resetByPeer(Jdk jdk) {
    compare(jdk, "ResetConnections");
  }

  @EachJdk
  void endOfInput_afterShutdownInputIsNotThePeers(Jdk jdk) {
    compare(jdk, "ReadAfterShutdownInput");
  }

  @EachJdk
  void endOfInput_byShutdownInputDuringABlockedRead(Jdk jdk) {
    compare(jdk, "ShutdownInputWhileReading");
  }

  @EachJdk
  void abandonedSocket_isCollectedAndReleased(Jdk jdk) {
    compare(jdk, "AbandonedSockets");
  }

  @EachJdk
  void abandonedChannel_isNeverReleased(Jdk jdk) {
    compare(jdk, "AbandonedChannels");
  }

  private static void compare(Jdk jdk, String probe) {
    FinishedJvm jvm = ForkedJvm.on(jdk).withReport().run("com.example.probes." + probe);
    EventComparison.agree(jvm, probe + " on " + jdk);
  }
}
