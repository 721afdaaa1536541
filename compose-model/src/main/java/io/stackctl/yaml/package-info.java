/**
 * Located YAML: text to an immutable tree in which every key and value knows its place. The entry point is
 * {@link io.stackctl.yaml.YamlReader}; the package depends on nothing of ours.
 */
@NullMarked
package io.stackctl.yaml;

import org.jspecify.annotations.NullMarked;
