/**
 * The oracle corpus: real compose files with the answers of the peer. It lies outside the repository; where it is absent
 * the test says that it ran no case. The entry point is {@link io.stackctl.corpus.CorpusTest}.
 */
@NullMarked
package io.stackctl.corpus;

import org.jspecify.annotations.NullMarked;
