package dev.sockwatch.tests.violations;

/** Hopes that a while is long enough. */
final class SleepsInATest {
  void pause() throws InterruptedException {
    Thread.sleep(1);
  }
}
