package dev.sockwatch.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** From the ages of those in TIME_WAIT follows when no port is left. */
class PortForecastTest {
  @Test
  void steadyRate_exhaustsWhatIsLeft() {
    PortForecast forecast = new PortForecast(Ports.held(0, 10, 20), 300);

    assertThat(forecast.closedPerSecond()).isEqualTo(10.0);
    assertThat(forecast.secondsLeft()).hasValue(10);
  }

  @Test
  void portsThatComeBackAsFast_neverRunOut() {
    assertThat(new PortForecast(Ports.held(0, 10, 60), 601).secondsLeft()).isEmpty();
    assertThat(new PortForecast(Ports.held(0, 10, 60), 600).secondsLeft()).hasValue(0);
  }

  @Test
  void openConnections_areHeldForGood() {
    assertThat(new PortForecast(Ports.held(100, 10, 10), 300).secondsLeft()).hasValue(10);
  }

  @Test
  void burstThatIsOver_isNoRate() {
    assertThat(new PortForecast(Ports.reused(0, 0, 50), 100).closedPerSecond()).isZero();
  }

  @Test
  void portsGivenBackAfterASecond_areHeldForASecondOnly() {
    PortForecast forecast = new PortForecast(Ports.reused(0, 40, 500), 100);

    assertThat(forecast.closedPerSecond()).isEqualTo(40.0);
    assertThat(forecast.secondsLeft()).isEmpty();
  }
}
