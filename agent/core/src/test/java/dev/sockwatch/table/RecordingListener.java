package dev.sockwatch.table;

import java.util.ArrayList;
import java.util.List;

/** Keeps what the table had to tell at once. */
public final class RecordingListener implements TableListener {
  final List<String> told = new ArrayList<>();

  @Override
  public void firstSocket() {
    told.add("firstSocket");
  }

  @Override
  public void descriptorsExhausted() {
    told.add("descriptorsExhausted");
  }

  @Override
  public void exiting() {
    told.add("exiting");
  }
}
