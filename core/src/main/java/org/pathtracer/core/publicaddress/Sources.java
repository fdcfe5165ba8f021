// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.publicaddress;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.pathtracer.AddressFamily;
import org.pathtracer.core.dns.DnsClient;
import org.pathtracer.core.http.HttpCalls;
import org.pathtracer.core.service.ServiceClient;
import org.pathtracer.core.service.StunAnswer;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.RecordType;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressSource;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceTarget;

/** Asks single sources. */
final class Sources {
    private static final int LONGEST_TEXT = 256;
    private static final int OK = 200;
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final ServiceClient services;
    private final DnsClient dns;
    private final HttpCalls http;
    private final Function<ServiceTarget, InetAddress> resolver;
    private final Executor executor;

    Sources(
            ServiceClient services,
            DnsClient dns,
            HttpCalls http,
            Function<ServiceTarget, InetAddress> resolver,
            Executor executor) {
        this.services = services;
        this.dns = dns;
        this.http = http;
        this.resolver = resolver;
        this.executor = executor;
    }

    /** The address that it tells; fails with what says why not. Cancelling it ends the attempt. */
    CompletableFuture<InetAddress> ask(PublicAddressSource source, AddressFamily family, Duration patience) {
        if (source instanceof PublicAddressSource.Stun stun) {
            return stun(target(stun.host(), stun.port(), family, patience));
        } else if (source instanceof PublicAddressSource.NameServer server) {
            return nameServer(server, target(server.host(), server.port(), family, patience));
        }
        return https((PublicAddressSource.Https) source);
    }

    private static ServiceTarget target(String host, int port, AddressFamily family, Duration patience) {
        return ServiceTarget.of(host, port).withFamily(family).withDeadline(patience);
    }

    private CompletableFuture<InetAddress> stun(ServiceTarget server) {
        CompletableFuture<StunAnswer> asked = services.stun(server);
        return ending(
                asked,
                asked.thenApply(answer -> answer.seen()
                        .map(InetSocketAddress::getAddress)
                        .orElseThrow(() -> answer.failure()
                                .map(Sources::failure)
                                .orElseGet(() -> failure("it told no address")))));
    }

    private static CompletionException failure(ServiceFailure failure) {
        PublicAddressFailure.Kind kind = switch (failure.reason()) {
            case UNKNOWN_NAME -> PublicAddressFailure.Kind.UNKNOWN_NAME;
            case REFUSED, UNREACHABLE -> PublicAddressFailure.Kind.UNREACHABLE;
            case NO_ANSWER -> PublicAddressFailure.Kind.NO_ANSWER;
            case BROKEN -> PublicAddressFailure.Kind.NO_ADDRESS;
        };
        return new CompletionException(new SourceFailure(kind, failure.detail()));
    }

    private CompletableFuture<InetAddress> https(PublicAddressSource.Https source) {
        HttpRequest request = HttpRequest.newBuilder(source.uri())
                .header("Accept", "text/plain")
                .build();
        CompletableFuture<HttpResponse<byte[]>> call = http.send(request, LONGEST_TEXT);
        return ending(call, call.thenApply(answer -> {
            if (answer.statusCode() != OK) {
                throw failure("it answered with status " + answer.statusCode());
            }
            return literal(new String(answer.body(), StandardCharsets.ISO_8859_1));
        }));
    }

    /** Asked directly, without recursion through others. */
    private CompletableFuture<InetAddress> nameServer(PublicAddressSource.NameServer source, ServiceTarget server) {
        CompletableFuture<InetAddress> found = CompletableFuture.supplyAsync(() -> resolver.apply(server), executor);
        return found.thenCompose(address -> {
            RecordType type = source.text()
                    ? RecordType.TXT
                    : AddressFamily.of(address) == AddressFamily.IPV6 ? RecordType.AAAA : RecordType.A;
            CompletableFuture<DnsAnswer> asked = dns.start(DnsQuery.of(type, source.name())
                    .server(new InetSocketAddress(address, server.port()))
                    .deadline(server.deadline())
                    .build());
            return ending(asked, asked.thenApply(Sources::address));
        });
    }

    private static InetAddress address(DnsAnswer answer) {
        Optional<InetAddress> address = answer.answers(DnsRecord.Address.class).stream()
                .map(DnsRecord.Address::address)
                .findFirst();
        return address.orElseGet(() -> literal(answer.answers(DnsRecord.Text.class).stream()
                .flatMap(record -> record.strings().stream())
                .findFirst()
                .orElseThrow(() -> failure("it has no such record (%s)".formatted(answer.status())))));
    }

    /** An address as text; never a name, which would be looked up. */
    static InetAddress literal(String text) {
        String stripped = text.strip();
        if (!LITERAL.matcher(stripped).matches()) {
            throw failure("what it sent is no address");
        }
        try {
            return InetAddress.getByName(stripped);
        } catch (UnknownHostException e) {
            throw failure("what it sent is no address");
        }
    }

    private static CompletionException failure(String why) {
        return new CompletionException(new SourceFailure(PublicAddressFailure.Kind.NO_ADDRESS, why));
    }

    /** Cancelling what depends on it ends it too. */
    private static <T> CompletableFuture<T> ending(CompletableFuture<?> first, CompletableFuture<T> then) {
        then.whenComplete((value, cause) -> first.cancel(true));
        return then;
    }
}
