package dev.sockwatch.table;

/** A thread of the agent's own whose sockets are nobody's business: it exports. */
public interface ExporterThread {}
