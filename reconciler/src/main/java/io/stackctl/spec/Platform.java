package io.stackctl.spec;

/** What an image runs on, or a node offers. An empty field of a demand matches everything. */
public record Platform(String os, String architecture) {}
