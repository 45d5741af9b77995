package dev.sockwatch.tests.support;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.function.Consumer;

/** Reads a report again whenever it was written, on a thread of its own, until it is stopped. */
public final class ReportWatch {
  private final Path report;
  private final Consumer<JsonObject> reader;
  private final WatchService changes;
  private final Thread thread;
  private volatile boolean failed;
  private volatile Throwable failure = new IllegalStateException("no failure");

  /** Starts to watch; the folder of the report must exist. */
  public ReportWatch(Path report, Consumer<JsonObject> reader) throws IOException {
    this.report = report;
    this.reader = reader;
    changes = report.getFileSystem().newWatchService();
    Path folder = report.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalArgumentException(report + " is in no folder");
    }
    WatchKey unused = folder.register(changes, StandardWatchEventKinds.ENTRY_CREATE);
    thread = new Thread(this::readAll, "reads " + report);
    thread.setDaemon(true);
    thread.start();
  }

  /** Stops; fails if a report could not be read. */
  public void stop() throws IOException, InterruptedException {
    changes.close();
    thread.join();
    if (failed) {
      throw new AssertionError("a report could not be read", failure);
    }
  }

  private void readAll() {
    try {
      while (true) {
        WatchKey key = changes.take();
        boolean written =
            key.pollEvents().stream().anyMatch(e -> report.getFileName().equals(e.context()));
        if (written) {
          reader.accept(JsonParser.parseString(Files.readString(report)).getAsJsonObject());
        }
        key.reset();
      }
    } catch (ClosedWatchServiceException e) {
      return; // by stop()
    } catch (Throwable t) {
      failure = t;
      failed = true;
    }
  }
}
