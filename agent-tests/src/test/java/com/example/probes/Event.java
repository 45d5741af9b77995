package com.example.probes;

/** What can happen to a socket; the keys are those of the agent's report. */
enum Event {
  OPENED("opened"),
  ACCEPTED("accepted"),
  CONNECTED("connected"),
  CONNECT_FAILED("connectFailed"),
  LISTENING("listening"),
  END_OF_INPUT_FROM_PEER("endOfInputFromPeer"),
  END_OF_INPUT_LOCAL("endOfInputLocal"),
  INPUT_SHUTDOWN("inputShutdown"),
  OUTPUT_SHUTDOWN("outputShutdown"),
  CLOSE_REQUESTED("closeRequested"),
  RELEASED("released"),
  COLLECTED("collected");

  final String key;

  Event(String key) {
    this.key = key;
  }
}
