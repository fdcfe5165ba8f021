// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.publicaddress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathtracer.AddressFamily;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.core.address.AddressScope;
import org.pathtracer.core.enrich.Enricher;
import org.pathtracer.core.loop.Timers;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressRequest;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.PublicAddressResultRecord;

/** One search: source after source, each with its share of the time that is left. */
final class Search {
    /** From here on the first byte of an IPv4 address tells that it belongs to no host (RFC 1112 section 4). */
    private static final int FIRST_RESERVED = 240;

    private final PublicAddressRequest request;
    private final Sources sources;
    private final Timers timers;
    private final Enricher enricher;
    private final Consumer<PublicAddressResult> keep;
    private final long start = System.nanoTime();
    private final CompletableFuture<PublicAddressResult> future = new CompletableFuture<>();

    private final Object lock = new Object();
    private final List<PublicAddressFailure> failures = new ArrayList<>();
    private int next;
    private @Nullable CompletableFuture<?> attempt;

    Search(
            PublicAddressRequest request,
            Sources sources,
            Timers timers,
            Enricher enricher,
            Consumer<PublicAddressResult> keep) {
        this.keep = keep;
        this.request = request;
        this.sources = sources;
        this.timers = timers;
        this.enricher = enricher;
        future.whenComplete((result, cause) -> {
            synchronized (lock) {
                if (attempt != null) {
                    attempt.cancel(true);
                }
            }
        });
    }

    /** Begins, and returns the result, which completes after {@code keep} took it. */
    CompletableFuture<PublicAddressResult> begin() {
        nextSource();
        return future;
    }

    /** In this order: a caller that has the result may ask at once for what depends on it. */
    private void complete(PublicAddressResult result) {
        if (!future.isDone()) {
            keep.accept(result);
            future.complete(result);
        }
    }

    private void nextSource() {
        PublicAddressSource source;
        long left = request.deadline().toNanos() - (System.nanoTime() - start);
        synchronized (lock) {
            if (next == request.sources().size() || left <= 0 || future.isDone()) {
                complete(result(Optional.empty(), Optional.empty(), AddressInfoRecord.NONE));
                return;
            }
            source = request.sources().get(next++);
        }
        long share = left / (request.sources().size() - next + 1);
        ask(source, Math.max(1, share));
    }

    private void ask(PublicAddressSource source, long patience) {
        CompletableFuture<InetAddress> asked = asked(source, patience);
        synchronized (lock) {
            attempt = asked;
        }
        Future<?> timeout = timers.schedule(
                () -> asked.completeExceptionally(new SourceFailure(
                        PublicAddressFailure.Kind.NO_ANSWER, "no answer in " + patience / 1_000_000 + " ms")),
                patience);
        asked.whenComplete((address, cause) -> {
            timeout.cancel(false);
            if (cause != null) {
                failed(source, cause);
            } else if (!family().includes(address)) {
                failed(
                        source,
                        new SourceFailure(
                                PublicAddressFailure.Kind.OTHER_FAMILY, "it told an address of the other family"));
            } else {
                judge(source, address);
            }
        });
    }

    private AddressFamily family() {
        return request.family().map(AddressFamily::of).orElse(AddressFamily.ANY);
    }

    /** What no packet from outside can reach is not public: the source is inside the same network, or lies. */
    private void judge(PublicAddressSource source, InetAddress address) {
        Optional<String> inside = notPublic(address);
        if (inside.isPresent()) {
            failed(
                    source,
                    new SourceFailure(
                            PublicAddressFailure.Kind.NOT_PUBLIC,
                            "it told %s, %s, not a public address"
                                    .formatted(CanonicalAddress.of(address), inside.get())));
        } else {
            found(source, address);
        }
    }

    /** Addresses of books (RFC 5737, 3849) stand for public ones in tests and laboratories. */
    private static Optional<String> notPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        if (bytes.length == 4 && (first == 0 || first >= FIRST_RESERVED)) {
            return Optional.of("a reserved address (RFC 6890)");
        }
        return switch (AddressScope.of(address)) {
            case LOOPBACK -> Optional.of("a loopback address");
            case LINK_LOCAL -> Optional.of("an address of one link only");
            case PRIVATE -> Optional.of("a private address (RFC 1918, RFC 4193)");
            case CGNAT -> Optional.of("an address within a carrier's NAT (RFC 6598)");
            case MULTICAST -> Optional.of("a multicast address");
            case UNSPECIFIED -> Optional.of("the unspecified address");
            case GLOBAL -> Optional.empty();
        };
    }

    /** What is refused at once is a failure like others. */
    private CompletableFuture<InetAddress> asked(PublicAddressSource source, long patience) {
        try {
            return sources.ask(source, family(), Duration.ofNanos(patience));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void failed(PublicAddressSource source, Throwable cause) {
        Throwable known = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        synchronized (lock) {
            failures.add(SourceFailure.of(source, known));
        }
        nextSource();
    }

    private void found(PublicAddressSource source, InetAddress address) {
        enricher.info(address)
                .whenComplete((info, cause) -> complete(result(
                        Optional.of(address), Optional.of(source), info == null ? AddressInfoRecord.NONE : info)));
    }

    private PublicAddressResult result(
            Optional<InetAddress> address, Optional<PublicAddressSource> source, AddressInfo info) {
        List<PublicAddressFailure> told;
        synchronized (lock) {
            told = List.copyOf(failures);
        }
        return new PublicAddressResultRecord(
                address,
                source,
                address.isPresent() && !enricher.isOwn(address.get()),
                info,
                told,
                false,
                Duration.ofNanos(System.nanoTime() - start));
    }
}
