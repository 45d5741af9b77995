package com.example.support;

/** What every sample application shares: its one argument and its log. */
public final class Sample {
  private Sample() {}

  /** Whether the program shall run with its bug; {@code broken} is the default. */
  public static boolean isBroken(String[] args) {
    String variant = args.length == 0 ? "broken" : args[0];
    return switch (variant) {
      case "broken" -> true;
      case "healthy" -> false;
      default -> throw new IllegalArgumentException("broken or healthy, not " + variant);
    };
  }

  public static void log(String message) {
    System.out.println(message);
  }
}
