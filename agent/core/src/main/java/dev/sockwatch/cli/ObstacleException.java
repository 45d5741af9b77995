package dev.sockwatch.cli;

/** Ends a command that cannot do what was asked. */
final class ObstacleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Obstacle obstacle;

  ObstacleException(Obstacle obstacle) {
    super(obstacle.text());
    this.obstacle = obstacle;
  }

  Obstacle obstacle() {
    return obstacle;
  }
}
