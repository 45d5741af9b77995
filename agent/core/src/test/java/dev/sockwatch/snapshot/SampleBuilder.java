package dev.sockwatch.snapshot;

import static dev.sockwatch.snapshot.SnapshotBuilder.NOW;
import static dev.sockwatch.snapshot.SnapshotBuilder.seconds;

import dev.sockwatch.net.Endpoint;
import dev.sockwatch.net.HandMadeTcpInfo;
import dev.sockwatch.net.KeepAlive;
import dev.sockwatch.net.Protocol;
import dev.sockwatch.net.Role;
import dev.sockwatch.net.SocketFailure;
import dev.sockwatch.net.SocketKind;
import dev.sockwatch.net.TcpInfo;
import dev.sockwatch.net.TcpState;
import dev.sockwatch.stack.CallStack;
import dev.sockwatch.stack.HandMadeStack;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One open socket by hand; without more, an established client connection, opened an hour ago at
 * {@link #SITE}, of which the kernel tells nothing but the state.
 */
public final class SampleBuilder {
  /** The line that opened it. */
  public static final CallStack SITE = HandMadeStack.at("Orders", "fetch", 41);

  /** Another line. */
  public static final CallStack OTHER_SITE = HandMadeStack.at("Prices", "load", 7);

  private SocketKind kind = SocketKind.SOCKET;
  private Role role = Role.CLIENT;
  private boolean ownerCollected;
  private OptionalLong ownerCollectedSinceNanos = OptionalLong.empty();
  private String destination = "192.0.2.7:5432";
  private @Nullable Endpoint local = new Endpoint(0, 0xc0000201L, 50_000, true);
  private long openedAtNanos = NOW - seconds(3600);
  private @Nullable CallStack opening = SITE;
  private boolean connected = true;
  private @Nullable SocketFailure connectFailure;
  private OptionalLong endOfInputAtNanos = OptionalLong.empty();
  private @Nullable CallStack endOfInputReader;
  private OptionalLong closingAtNanos = OptionalLong.empty();
  private String selectors = "";
  private OptionalLong closeWaitSinceNanos = OptionalLong.empty();
  private long lastDataAtNanos = LastTransfer.UNKNOWN;
  private long lastDataSentAtNanos = LastTransfer.UNKNOWN;
  private @Nullable Boolean everTransferred;
  private boolean isUnderWay;
  private @Nullable Boolean endOfInputWaits;
  private @Nullable KeepAlive keepAlive;
  private @Nullable Endpoint remote;
  private OptionalLong unreadBytes = OptionalLong.empty();
  private Protocol protocol = Protocol.TCP;
  private @Nullable SplitMessages splitMessages;
  private @Nullable TcpInfo tcp = HandMadeTcpInfo.in(TcpState.ESTABLISHED);

  private SampleBuilder() {}

  /** So many small messages were written in several writes, with TCP_NODELAY off. */
  public SampleBuilder splitMessages(int count, @Nullable CallStack writer) {
    splitMessages = new SplitMessages(count, writer);
    return this;
  }

  public static SampleBuilder sample() {
    return new SampleBuilder();
  }

  /** A client socket that was created and nothing more. */
  public static SampleBuilder unconnected() {
    SampleBuilder sample = sample().role(Role.UNCONNECTED).state(TcpState.CLOSE).to("none");
    sample.connected = false;
    sample.local = null;
    return sample;
  }

  /** A connection that was accepted on port 8080. */
  public static SampleBuilder accepted() {
    return sample().role(Role.SERVER).to("clients of port 8080");
  }

  public SampleBuilder kind(SocketKind is) {
    kind = is;
    return this;
  }

  public SampleBuilder role(Role is) {
    role = is;
    return this;
  }

  /** Since five minutes. */
  public SampleBuilder ownerCollected() {
    return ownerCollectedFor(seconds(300));
  }

  public SampleBuilder ownerCollectedFor(long nanos) {
    ownerCollected = true;
    ownerCollectedSinceNanos = OptionalLong.of(NOW - nanos);
    return this;
  }

  public SampleBuilder to(String address) {
    destination = address;
    return this;
  }

  public SampleBuilder boundTo(Endpoint address) {
    local = address;
    return this;
  }

  public SampleBuilder openedFor(long nanos) {
    openedAtNanos = NOW - nanos;
    return this;
  }

  public SampleBuilder openedAt(CallStack site) {
    opening = site;
    return this;
  }

  /** Known to the kernel only. */
  public SampleBuilder unwoven() {
    opening = null;
    return kind(SocketKind.UNWOVEN);
  }

  public SampleBuilder connected() {
    connected = true;
    return this;
  }

  /** As while its SYN is not answered. */
  public SampleBuilder notConnected() {
    connected = false;
    return this;
  }

  public SampleBuilder connectThrew(Exception failure) {
    connectFailure = SocketFailure.of(failure);
    return this;
  }

  /** The program read the peer's EOF a minute ago. */
  public SampleBuilder endOfInputRead() {
    endOfInputAtNanos = OptionalLong.of(NOW - seconds(60));
    return this;
  }

  public SampleBuilder endOfInputReadAt(CallStack reader) {
    endOfInputReader = reader;
    return endOfInputRead();
  }

  public SampleBuilder closedFor(long nanos) {
    closingAtNanos = OptionalLong.of(NOW - nanos);
    return this;
  }

  public SampleBuilder registeredWith(String names) {
    selectors = names;
    return this;
  }

  public SampleBuilder closeWaitFor(long nanos) {
    closeWaitSinceNanos = OptionalLong.of(NOW - nanos);
    return state(TcpState.CLOSE_WAIT);
  }

  /** No data in either direction for so long. */
  public SampleBuilder idleFor(long nanos) {
    lastDataAtNanos = NOW - nanos;
    return this;
  }

  public SampleBuilder sentBefore(long nanos) {
    lastDataSentAtNanos = NOW - nanos;
    return this;
  }

  public SampleBuilder everTransferred(boolean it) {
    everTransferred = it;
    return this;
  }

  /** Data is not acknowledged, or a thread waits for an answer. */
  public SampleBuilder underWay() {
    isUnderWay = true;
    return this;
  }

  /** In CLOSE_WAIT: whether the kernel still holds the peer's FIN for a read. */
  public SampleBuilder endOfInputWaits(boolean it) {
    endOfInputWaits = it;
    return this;
  }

  /** What was read back because it is idle. */
  public SampleBuilder keepAlive(KeepAlive read) {
    keepAlive = read;
    return this;
  }

  public SampleBuilder from(Endpoint itsLocal, Endpoint itsRemote) {
    local = itsLocal;
    remote = itsRemote;
    return this;
  }

  public SampleBuilder unreadBytes(long number) {
    unreadBytes = OptionalLong.of(number);
    return this;
  }

  public SampleBuilder state(TcpState state) {
    tcp = HandMadeTcpInfo.in(state);
    return this;
  }

  /** Nothing is known of the kernel's state. */
  public SampleBuilder stateUnknown() {
    tcp = null;
    protocol = Protocol.UNKNOWN;
    return this;
  }

  /** What the kernel says of data, beside the state: both counts are of segments with data. */
  public SampleBuilder data(long segmentsIn, long segmentsOut, long bytesIn, long bytesOut) {
    tcp = HandMadeTcpInfo.withData(segmentsIn, segmentsOut, bytesIn, bytesOut);
    return this;
  }

  /** A datagram socket. */
  public SampleBuilder datagram() {
    tcp = null;
    protocol = Protocol.UDP;
    kind = SocketKind.DATAGRAM;
    return role(Role.DATAGRAM).to("datagram");
  }

  /** TCP_NODELAY is off, and each message was written at once. */
  public SampleBuilder noDelayOff() {
    splitMessages = SplitMessages.NONE;
    return this;
  }

  public SampleBuilder unixDomain() {
    tcp = null;
    protocol = Protocol.UNIX;
    return this;
  }

  public SocketSample build() {
    return build(1);
  }

  /** So many sockets that differ in nothing but their number. */
  public SocketSample[] times(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(this::build).toArray(SocketSample[]::new);
  }

  private SocketSample build(int number) {
    return new SocketSample(
        number,
        100 + number,
        kind,
        role,
        protocol,
        new Addresses(destination, local, remote),
        new Opening(openedAtNanos, "main", opening),
        ownerCollected,
        ownerCollectedSinceNanos,
        connected,
        connectFailure,
        endOfInputAtNanos.isPresent()
            ? new EndOfInput(endOfInputAtNanos.getAsLong(), endOfInputReader)
            : null,
        closingAtNanos.isPresent() ? new Closing(closingAtNanos.getAsLong(), selectors) : null,
        closeWaitSinceNanos.isPresent()
            ? new CloseWait(closeWaitSinceNanos.getAsLong(), endOfInputWaits)
            : null,
        new LastTransfer(lastDataAtNanos, lastDataSentAtNanos, everTransferred, isUnderWay),
        keepAlive,
        unreadBytes,
        splitMessages,
        tcp == null ? null : tcp.state(),
        tcp);
  }
}
