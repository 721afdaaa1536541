/** Located YAML: text to a tree in which every key and value knows its place. */
@NullMarked
package io.stackctl.yaml;

import org.jspecify.annotations.NullMarked;
