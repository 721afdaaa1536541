/**
 * Files that ask too much, given to the tool as a process of its own with little memory: it has to answer each, with a
 * result or with errors that have a place. Entry point: {@link io.stackctl.hostile.HostileFilesTest}.
 */
@NullMarked
package io.stackctl.hostile;

import org.jspecify.annotations.NullMarked;
