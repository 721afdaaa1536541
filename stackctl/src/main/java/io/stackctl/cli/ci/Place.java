package io.stackctl.cli.ci;

/** Where in a file something stands. {@code file}: as the user named it; lines and columns are counted from 1. */
public record Place(String file, int line, int column) {}
