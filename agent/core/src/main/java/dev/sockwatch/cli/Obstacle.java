package dev.sockwatch.cli;

/**
 * What stands between a command and a JVM.
 *
 * @param brief why not, in a few words for a table
 * @param text what, where and what to do, for the person who typed the command
 */
record Obstacle(String brief, String text) {}
