package io.stackctl.node.control;

import io.stackctl.cluster.ClusterState;
import io.stackctl.cluster.Service;
import io.stackctl.spec.ContainerSpec.PullPolicy;
import io.stackctl.spec.ServiceSpec;
import io.stackctl.spec.StackSpec;
import io.stackctl.wire.DecodeException;
import io.stackctl.wire.proto.DeployRequest;
import io.stackctl.wire.proto.ResolveImageMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/*
 * The file's image string is kept in the label com.docker.stack.image, as the peer does: an unchanged string with
 * "changed" or "never" keeps the digest that runs.
 */
/** Pins the images of a stack to digests, once for each deploy, so that all nodes run the same. */
public final class ImageDigests {
    /** Asks the image's registry; empty when it could not be asked in time. */
    public interface Registry {
        Optional<String> digest(String image, Optional<String> authentication);
    }

    private static final String IMAGE_LABEL = "com.docker.stack.image";
    private static final int SECONDS = 5;

    private final Registry registry;

    public ImageDigests(Registry registry) {
        this.registry = registry;
    }

    /** The stack of the message with every image that a digest was found for pinned to it. */
    StackSpec resolved(DeployRequest message, ClusterState state) throws DecodeException {
        var stack = DeployRequests.spec(message);
        var running = running(stack, state, message.getResolveImage());
        var digests = ask(stack, running, message);
        var services = new ArrayList<ServiceSpec>();
        for (var service : stack.services()) {
            var image = service.container().image();
            var pinned = Optional.ofNullable(running.get(service.name()))
                    .or(() -> pinnable(service) ? Optional.ofNullable(digests.get(image)) : Optional.empty())
                    .orElse(image);
            services.add(service.withContainer(service.container().withImage(pinned)));
        }
        return new StackSpec(
                stack.name(),
                services,
                stack.networks(),
                stack.secrets(),
                stack.configs(),
                stack.externalNetworks(),
                stack.externalSecrets(),
                stack.externalConfigs());
    }

    /** The service with a digest pinned to its image, if its registry gives one. {@code logins}: by registry host. */
    ServiceSpec resolved(ServiceSpec service, Map<String, String> logins) {
        var image = service.container().image();
        var found = !pinnable(service) ? Map.<String, String>of() : ask(new TreeSet<>(List.of(image)), logins);
        return service.withContainer(service.container().withImage(found.getOrDefault(image, image)));
    }

    /** By service: the image that runs, where the file names the same image as the deploy before and asking is not due. */
    private static Map<String, String> running(StackSpec stack, ClusterState state, ResolveImageMessage resolve) {
        var images = new TreeMap<String, String>();
        if (resolve != ResolveImageMessage.RESOLVE_IMAGE_CHANGED
                && resolve != ResolveImageMessage.RESOLVE_IMAGE_NEVER) {
            return images;
        }
        for (var service : stack.services()) {
            live(state, service.name())
                    .map(state::spec)
                    .filter(spec -> spec.labels()
                            .getOrDefault(IMAGE_LABEL, "")
                            .equals(service.labels()
                                    .getOrDefault(
                                            IMAGE_LABEL, service.container().image())))
                    .ifPresent(
                            spec -> images.put(service.name(), spec.container().image()));
        }
        return images;
    }

    private static Optional<Service> live(ClusterState state, String name) {
        return state.services()
                .values()
                .filter(service -> !service.removing() && service.name().equals(name))
                .findFirst();
    }

    private Map<String, String> ask(StackSpec stack, Map<String, String> known, DeployRequest message) {
        var images = new TreeSet<String>();
        if (message.getResolveImage() != ResolveImageMessage.RESOLVE_IMAGE_NEVER) {
            stack.services().stream()
                    .filter(service -> !known.containsKey(service.name()))
                    .filter(ImageDigests::pinnable)
                    .map(service -> service.container().image())
                    .forEach(images::add);
        }
        return ask(images, message.getRegistryAuthMap());
    }

    /** An image that is never pulled is the one that nodes have under its name. */
    private static boolean pinnable(ServiceSpec service) {
        var container = service.container();
        return !container.image().contains("@") && container.pull() != PullPolicy.NEVER;
    }

    /** By image: the image with its digest, as far as the registries answer in time. */
    private Map<String, String> ask(SortedSet<String> images, Map<String, String> logins) {
        var found = new TreeMap<String, String>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new TreeMap<String, Future<Optional<String>>>();
            for (var image : images) {
                var login = Optional.ofNullable(logins.get(host(image)));
                Callable<Optional<String>> question = () -> registry.digest(image, login);
                asked.put(image, executor.submit(question));
            }
            asked.forEach((image, answer) -> await(answer).ifPresent(digest -> found.put(image, image + "@" + digest)));
            executor.shutdownNow();
        }
        return found;
    }

    private static Optional<String> await(Future<Optional<String>> answer) {
        try {
            return answer.get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a registry answers or stays silent", e);
        }
    }

    /** The registry's host in an image's name; names without one belong to Docker's own. */
    static String host(String image) {
        int slash = image.indexOf('/');
        var first = slash < 0 ? "" : image.substring(0, slash);
        boolean isHost = first.contains(".") || first.contains(":") || first.equals("localhost");
        return isHost ? first : "docker.io";
    }
}
