package io.stackctl.corpus;

import io.stackctl.compose.Environment;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One file set with one environment, and what the peer made of it.
 *
 * @param id name of the case; with {@code +env} for the run with variables
 * @param names as given with {@code -c}
 * @param config what {@code stack config} printed; empty if it refused the files
 * @param deploy what {@code stack deploy} sent; empty if it was not recorded
 */
record CorpusCase(
        String id,
        List<String> names,
        CaseFiles files,
        Environment environment,
        boolean interpolate,
        Optional<String> config,
        Optional<Deploy> deploy) {

    /**
     * What a deploy did.
     *
     * @param requests the bodies it sent; empty if it failed
     */
    record Deploy(Optional<JsonNode> requests) {}

    @Override
    public String toString() {
        return id;
    }
}
