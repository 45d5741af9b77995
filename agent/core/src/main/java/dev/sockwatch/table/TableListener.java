package dev.sockwatch.table;

/** Who must know at once what the hooks have seen. */
public interface TableListener {
  /** The first socket was opened or accepted. On the application's thread: must not block. */
  void firstSocket();

  /** A call failed with "too many open files". On the application's thread: must not block. */
  void descriptorsExhausted();

  /** The JVM ends; the thread that ends it waits for this to return. */
  void exiting();
}
