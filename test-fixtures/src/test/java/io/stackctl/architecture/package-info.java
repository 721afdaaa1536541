/** The rules of the source tree as tests: purity of the core, directions of dependencies, and tidiness of the text. */
@NullMarked
package io.stackctl.architecture;

import org.jspecify.annotations.NullMarked;
