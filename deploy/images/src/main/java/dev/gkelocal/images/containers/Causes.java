package dev.gkelocal.images.containers;

import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryAuthenticationFailedException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import dev.gkelocal.images.containers.ImageFailed.Kind;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What is behind Jib's exceptions, in sentences for the user. */
final class Causes {
    private static final int DEEPEST = 20;

    private Causes() {}

    static ImageFailed explain(String image, Throwable thrown) {
        return chain(thrown)
                .flatMap(it -> Stream.ofNullable(known(image, it, thrown)))
                .findFirst()
                .orElseGet(() -> new ImageFailed(
                        Kind.OTHER, "cannot make the image %s: %s".formatted(image, words(thrown)), thrown));
    }

    private static @org.jspecify.annotations.Nullable ImageFailed known(String image, Throwable it, Throwable thrown) {
        return switch (it) {
            case RegistryUnauthorizedException e ->
                new ImageFailed(
                        Kind.UNAUTHORISED,
                        "the registry does not let us push or pull %s; log in with `docker login`, or with an account that may do it"
                                .formatted(e.getImageReference()),
                        thrown);
            case RegistryAuthenticationFailedException e ->
                new ImageFailed(Kind.UNAUTHORISED, "no login for the image " + image + ": " + words(e), thrown);
            case InsecureRegistryException e ->
                new ImageFailed(
                        Kind.UNREACHABLE,
                        words(e) + "; name the registry with http:// before it if it has no TLS",
                        thrown);
            case UnknownHostException e -> unreachable(image, "the name " + e.getMessage() + " is not known", thrown);
            case ConnectException e -> unreachable(image, words(e), thrown);
            case NoRouteToHostException e -> unreachable(image, words(e), thrown);
            case SocketTimeoutException e -> unreachable(image, words(e), thrown);
            case SSLException e -> unreachable(image, words(e), thrown);
            case NoSuchFileException e ->
                new ImageFailed(
                        Kind.INPUT_MISSING,
                        "%s went away while the image %s was made".formatted(e.getFile(), image),
                        thrown);
            default ->
                isFull(it)
                        ? new ImageFailed(
                                Kind.DISK_FULL,
                                "the disk is full: no room to make the image " + image + " (" + words(it) + ")",
                                thrown)
                        : null;
        };
    }

    private static ImageFailed unreachable(String image, String why, Throwable thrown) {
        return new ImageFailed(
                Kind.UNREACHABLE, "a registry went away while the image %s was made: %s".formatted(image, why), thrown);
    }

    /** The system's words, or those of a registry that passes its own on. */
    private static boolean isFull(Throwable it) {
        var text = String.valueOf(it.getMessage());
        return text.contains("No space left on device") || text.contains("no space left on device");
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, it -> it != null, Throwable::getCause).limit(DEEPEST);
    }

    private static String words(Throwable it) {
        return it.getMessage() == null ? it.getClass().getSimpleName() : it.getMessage();
    }
}
