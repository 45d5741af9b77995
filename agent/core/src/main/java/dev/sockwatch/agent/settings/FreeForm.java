package dev.sockwatch.agent.settings;

import java.nio.file.Path;

/** The forms of values that are no choice among a few words. */
enum FreeForm implements Form {
  FLAG("true or false") {
    @Override
    boolean isValid(String value) {
      return value.equals("true") || value.equals("false");
    }
  },
  FILE("a file name; in it %p is the pid, %h the host name and %% a percent sign") {
    @Override
    boolean isValid(String value) {
      return !value.isEmpty()
          && FileNames.isPattern(value)
          && !Path.of(FileNames.filled(value, 1, "host")).toString().isEmpty();
    }
  },
  DURATION("a number with ms, s, m or h, at least 10ms, e.g. 5s") {
    @Override
    boolean isValid(String value) {
      return Settings.nanos(value) >= 10_000_000;
    }
  },
  FACTOR("a number from 0.001 to 1000, e.g. 0.1") {
    @Override
    boolean isValid(String value) {
      double factor = Double.parseDouble(value);
      return factor >= 0.001 && factor <= 1000;
    }
  },
  COUNT("a whole number from 1 to 1000000") {
    @Override
    boolean isValid(String value) {
      return Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 1_000_000;
    }
  },
  PERCENT("a whole number from 1 to 100") {
    @Override
    boolean isValid(String value) {
      return Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= 100;
    }
  },
  IGNORE("<id>@<package>, separated by \":\", with the id of a finding") {
    @Override
    boolean isValid(String value) {
      return value.isEmpty() || IgnoreRule.areValid(value);
    }
  },
  LIST("words separated by \":\"") {
    @Override
    boolean isValid(String value) {
      return true;
    }
  };

  private final String allowed;

  FreeForm(String allowed) {
    this.allowed = allowed;
  }

  /** May throw what parsing throws. */
  abstract boolean isValid(String value);

  @Override
  public boolean accepts(String value) {
    try {
      return isValid(value);
    } catch (IllegalArgumentException | ArithmeticException e) {
      return false;
    }
  }

  @Override
  public String allowed() {
    return allowed;
  }
}
