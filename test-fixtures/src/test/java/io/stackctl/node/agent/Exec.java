package io.stackctl.node.agent;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** Runs a shell script in a container. */
public final class Exec {
    private Exec() {}

    /** Both outputs of the script, when it has ended. */
    public static String run(DockerClient client, String container, String script) {
        var exec = client.execCreateCmd(container)
                .withCmd("/bin/sh", "-c", script)
                .withAttachStdout(true)
                .withAttachStderr(true)
                .exec();
        var output = new StringBuilder();
        try {
            var ended = client.execStartCmd(exec.getId())
                    .exec(new ResultCallback.Adapter<Frame>() {
                        @Override
                        public void onNext(Frame frame) {
                            output.append(new String(frame.getPayload(), StandardCharsets.UTF_8));
                        }
                    })
                    .awaitCompletion(30, TimeUnit.SECONDS);
            if (!ended) {
                throw new AssertionError("the script does not end: " + script);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
        return output.toString();
    }
}
