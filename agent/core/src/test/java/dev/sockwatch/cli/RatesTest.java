package dev.sockwatch.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sockwatch.api.AgentView;
import dev.sockwatch.api.FigureView;
import dev.sockwatch.api.HealthView;
import dev.sockwatch.api.ReportView;
import dev.sockwatch.report.HandMadeReport;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What changed between two reports. */
class RatesTest {
  @Test
  void rates_countEventsPerSecond() {
    Rates rates = Rates.between(report(0, 10, 4, 1), report(2000, 15, 6, 9));

    assertThat(rates).isEqualTo(new Rates(3.5, 4, 0.0, null));
  }

  @Test
  void rates_needTwoReports() {
    assertThat(Rates.between(null, report(0, 1, 1, 1))).isNull();
    assertThat(Rates.between(report(0, 1, 1, 1), report(0, 1, 1, 1))).isNull();
  }

  private static ReportView report(long atMillis, long opened, long accepted, long released) {
    ReportView full = HandMadeReport.full();
    AgentView agent = full.agent();
    HealthView health = full.health();
    return new ReportView(
        new AgentView(
            agent.version(),
            agent.jdk(),
            agent.pid(),
            agent.kernelSource(),
            agent.startedAtMillis(),
            agent.startedAtMillis() + atMillis,
            agent.timeScale(),
            false),
        new HealthView(
            health.rounds(),
            health.lastRoundMicros(),
            health.samplingIntervalMillis(),
            health.roundsPerSocket(),
            0,
            null,
            0,
            null,
            List.of(),
            0,
            0,
            0,
            0,
            null,
            null,
            List.of(
                FigureView.of("opened", opened),
                FigureView.of("accepted", accepted),
                FigureView.of("released", released)),
            List.of()),
        full.host(),
        full.summary(),
        full.socketGroups(),
        full.sockets(),
        null,
        full.withoutDescriptor(),
        full.findings());
  }
}
