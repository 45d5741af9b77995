package dev.sockwatch.tests.findings;

import dev.sockwatch.detect.FindingId;
import dev.sockwatch.tests.support.Jdk;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which sample is told of by which finding: every id of {@link FindingId}, each with a twin. */
final class Scenarios {
  /**
   * Finding, severity, count, sample (in com.example), variant and place, guilty method, older than
   * which JDK, twin.
   *
   * <p>The twin is the same sample without the bug, unless another is named. A failing
   * Socket.connect closes the socket since 24 or so.
   */
  private static final String TABLE =
      """
      socket-abandoned        error    12        feed.PriceFeed            broken             PriceFeed.refresh                all  healthy
      socket-abandoned        warning  12        orders.DroppedResponses   broken             DroppedResponses.isShipped       all  healthy
      close-wait              error    12        orders.OrderClient        broken             OrderClient.fetchOrder           all  healthy
      close-wait              error    10        echo.EchoServer           broken             EchoServer.acceptAll             all  healthy
      close-wait              error    4         echo.HalfCloseServer      broken             HalfCloseServer.acceptAll        all  healthy
      close-wait              warning  15..37    pool.StalePool            broken             StalePool.open                   all  healthy
      close-pending           warning  8         gateway.StoppedSelector   broken             StoppedSelector.connect          all  healthy
      never-connected         warning  6         directory.UnresolvedHost  broken             UnresolvedHost.lookUp            all  healthy
      never-connected         warning  6         directory.UnresolvedHost  broken             UnresolvedHost.lookUpOverSocket  24   healthy
      sockets-growing         warning  15..32    cache.ConnectionCache     broken             ConnectionCache.load             all  healthy
      sockets-growing         warning  15..32    chat.SilentClients        broken             SilentClients.acceptAll          all  healthy
      sockets-growing         warning  20..64    pool.PoolRampUp           broken             PoolRampUp.borrow                all  healthy
      descriptors-low         warning  1..256    files.DescriptorHog       broken@few-files   DescriptorHog.openTransfer       all  healthy

      nagle-stall             warning  20..128   meter.MeterReadings       broken             MeterReadings.<init>             all  healthy
      nodelay-missing         advice   1..128    meter.MeterReadings       healthy            MeterReadings.<init>             all  quotes.QuoteLookup/healthy
      connection-per-request  warning  100..500  quotes.QuoteLookup        broken             QuoteLookup.lookUp               all  healthy
      keepalive-disabled      warning  6         session.IdleSessions      broken@keepalive   IdleSessions.logIn               all  healthy@keepalive
      keepalive-too-slow      advice   6         session.IdleSessions      default@keepalive  IdleSessions.logIn               all  healthy@keepalive
      reset-by-peer           warning  5..60     search.CutOff             broken             CutOff.ask                       all  healthy
      reset-by-us             warning  5..60     search.FirstHit           broken             FirstHit.search                  all  healthy

      connect-slow            warning  3..60     booking.RushHour          broken             RushHour.book                    all  healthy
      connect-refused         warning  1..500    sync.ReplicaSync          broken             ReplicaSync.copyChanges          all  healthy
      connect-refused         warning  1..500    sync.TwoAddresses         broken             TwoAddresses.request             all  healthy
      connect-timed-out       warning  1..500    sync.FullBacklog          broken             FullBacklog.request              all  healthy
      connect-unreachable     warning  1..500    sync.ReplicaSync          broken@no-route    ReplicaSync.copyChanges          all  healthy
      time-wait-pressure      warning  1..500    rates.RateLookup          broken@dozen-ports RateLookup.connect               all  healthy@last-port
      time-wait-pressure      warning  1..500    rates.RateLookup          broken@last-port   RateLookup.connect               all  healthy@last-port
      ephemeral-ports-low     error    1..500    rates.RateLookup          broken@last-port   RateLookup.connect               all  healthy@last-port
      connect-no-port         error    1..500    rates.RateLookup          broken@last-port   RateLookup.connect               all  healthy@last-port
      ephemeral-ports-low     warning  1..500    rates.TraderSessions      broken@dozen-ports TraderSessions.connect           all  healthy@dozen-ports
      """;

  /** Looks much like a leak, and has none. */
  private static final SampleRun HEALTHY_ONLY = SampleRun.parse("chat.QuietWebSockets/healthy");

  private Scenarios() {}

  /** Every row. */
  static List<Scenario> all() {
    return TABLE.lines().filter(row -> !row.isBlank()).map(Scenario::parse).toList();
  }

  /** The runs that have findings, each once. */
  static Collection<SampleRun> runs() {
    return all().stream().map(Scenario::run).distinct().toList();
  }

  /** The runs that have none, each once. */
  static Collection<SampleRun> twins() {
    List<SampleRun> twins =
        all().stream().map(Scenario::twin).distinct().collect(Collectors.toList());
    twins.add(HEALTHY_ONLY);
    return twins;
  }

  /** What a run must have on this JDK. */
  static List<Scenario> of(SampleRun run, Jdk jdk) {
    return all().stream().filter(row -> row.run().equals(run) && row.isOf(jdk)).toList();
  }

  /** The advice that a twin must not have; what is no advice it must not have in any case. */
  static Set<String> adviceAbsentFrom(SampleRun twin) {
    return all().stream()
        .filter(row -> row.twin().equals(twin) && row.isAdvice())
        .map(Scenario::finding)
        .collect(Collectors.toSet());
  }

  /** The ids that no row of these is about, or that a row's own run would have to be free of. */
  static Set<String> missing(List<Scenario> rows) {
    Set<String> missing =
        Arrays.stream(FindingId.values())
            .map(FindingId::word)
            .collect(Collectors.toCollection(TreeSet::new));
    rows.stream()
        .filter(row -> !row.twin().equals(row.run()))
        .map(Scenario::finding)
        .forEach(missing::remove);
    return missing;
  }

  /** The ids of rows that no finding has. */
  static Set<String> unknown(List<Scenario> rows) {
    Set<String> unknown =
        rows.stream().map(Scenario::finding).collect(Collectors.toCollection(TreeSet::new));
    Arrays.stream(FindingId.values()).map(FindingId::word).forEach(unknown::remove);
    return unknown;
  }
}
