// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.AddressFamily;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.Limit;
import org.pathtracer.NotPermittedException;
import org.pathtracer.NotSupportedException;
import org.pathtracer.PathTracerException;
import org.pathtracer.ProbeOptions;
import org.pathtracer.Protocol;
import org.pathtracer.TransportChoice;
import org.pathtracer.TransportLimit;
import org.pathtracer.TransportReport;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.spi.ProbeNeed;
import org.pathtracer.spi.ProbeTransport;
import org.pathtracer.spi.ProbeTransportProvider;
import org.pathtracer.spi.Support;
import org.pathtracer.spi.TransportListener;

/** Chooses the transport for an operation, and can say why. */
final class TransportSelector {
    /** A provider and what to say of it. */
    record Selection(ProbeTransportProvider provider, TransportChoice choice, boolean oneProbePerFlow) {}

    private final List<ProbeTransportProvider> providers = new ArrayList<>();

    TransportSelector(List<ProbeTransportProvider> own) {
        for (ProbeTransportProvider found :
                ServiceLoader.load(ProbeTransportProvider.class, TransportSelector.class.getClassLoader())) {
            if (found.ofThisSystem()) {
                providers.add(found);
            }
        }
        providers.sort((one, other) -> Integer.compare(other.preference(), one.preference()));
        providers.addAll(0, own);
    }

    private TransportSelector(Stream<ProbeTransportProvider> all) {
        all.forEach(providers::add);
    }

    /** The same, but with one that could not be opened and now says why. */
    TransportSelector without(ProbeTransportProvider failed, PathTracerException cause) {
        return new TransportSelector(
                providers.stream().map(provider -> provider == failed ? new FailedProvider(failed, cause) : provider));
    }

    private record FailedProvider(ProbeTransportProvider provider, PathTracerException cause)
            implements ProbeTransportProvider {
        @Override
        public String name() {
            return provider.name();
        }

        @Override
        public int preference() {
            return provider.preference();
        }

        @Override
        public Support supports(ProbeNeed need) {
            return new Support.Unsupported("it could not be opened, " + cause.getMessage());
        }

        @Override
        public ProbeTransport open(TransportListener listener) {
            throw cause;
        }
    }

    /** The first that works, in the order of preference, of those with the name asked for. */
    Selection select(String name, ProbeNeed need) {
        boolean auto = name.equals(ProbeOptions.AUTO);
        List<TransportReport> refused = new ArrayList<>();
        for (ProbeTransportProvider provider : providers) {
            if (auto || provider.name().equals(name)) {
                Support support = provider.supports(need);
                if (support instanceof Support.Available available) {
                    return new Selection(
                            provider, choice(provider, available, auto, refused), available.oneProbePerFlow());
                }
                refused.add(report(provider, need, support));
            }
        }
        throw failure(name, need, refused);
    }

    /**
     * The same for several needs at once: the first that can do all of them; if there is none, the one for the first
     * need, which the others then go without.
     *
     * @param needs at least one
     */
    Selection select(String name, List<ProbeNeed> needs) {
        Selection first = select(name, needs.get(0));
        if (needs.size() == 1) {
            return first;
        }
        for (ProbeTransportProvider provider : providers) {
            boolean named = name.equals(ProbeOptions.AUTO) || provider.name().equals(name);
            List<Support.Available> supports = named ? available(provider, needs) : List.of();
            if (supports.size() == needs.size()) {
                boolean preferred = provider == first.provider();
                String reason = preferred ? first.choice().reason() : "the first that can do all that is asked for";
                return selection(provider, reason, supports);
            }
        }
        return first;
    }

    private static List<Support.Available> available(ProbeTransportProvider provider, List<ProbeNeed> needs) {
        return needs.stream()
                .map(provider::supports)
                .filter(Support.Available.class::isInstance)
                .map(Support.Available.class::cast)
                .toList();
    }

    private static Selection selection(
            ProbeTransportProvider provider, String reason, List<Support.Available> supports) {
        List<Limit<TransportLimit>> limits = supports.stream()
                .flatMap(support -> support.limits().stream())
                .distinct()
                .toList();
        return new Selection(
                provider,
                new TransportChoiceRecord(provider.name(), reason, limits),
                supports.stream().anyMatch(Support.Available::oneProbePerFlow));
    }

    /** Every transport, for every protocol and family. */
    List<TransportReport> reports() {
        List<TransportReport> reports = new ArrayList<>();
        for (Protocol protocol : Protocol.values()) {
            for (AddressFamily family : List.of(AddressFamily.IPV4, AddressFamily.IPV6)) {
                ProbeNeed need = new ProbeNeed(protocol, family);
                providers.forEach(provider -> reports.add(report(provider, need, provider.supports(need))));
            }
        }
        return reports;
    }

    private static TransportChoice choice(
            ProbeTransportProvider provider, Support.Available available, boolean auto, List<TransportReport> refused) {
        String reason = !auto
                ? "asked for"
                : refused.isEmpty()
                        ? "preferred of those that work here"
                        : refused.stream()
                                .map(report -> report.name() + ": " + report.detail())
                                .collect(Collectors.joining("; ", "not ", ""));
        return new TransportChoiceRecord(provider.name(), reason + " (" + available.detail() + ")", available.limits());
    }

    private static TransportReport report(ProbeTransportProvider provider, ProbeNeed need, Support support) {
        TransportReport.Availability availability = TransportReport.Availability.NOT_SUPPORTED;
        String detail = "";
        List<Limit<TransportLimit>> limits = List.of();
        List<String> remedies = List.of();
        if (support instanceof Support.Available available) {
            availability = TransportReport.Availability.AVAILABLE;
            detail = available.detail();
            limits = available.limits();
        } else if (support instanceof Support.Refused refused) {
            availability = TransportReport.Availability.NOT_PERMITTED;
            detail = refused.reason();
            remedies = refused.remedies();
        } else if (support instanceof Support.Unsupported unsupported) {
            detail = unsupported.reason();
        }
        return new TransportReport(
                provider.name(), need.protocol(), need.family(), availability, detail, limits, remedies);
    }

    /** Those that would work here instead, as people would name them. */
    private Optional<String> otherProtocols(String name, ProbeNeed need) {
        return Arrays.stream(Protocol.values())
                .filter(protocol -> protocol != need.protocol())
                .filter(protocol -> canSend(name, new ProbeNeed(protocol, need.family(), need.features())))
                .map(Protocol::name)
                .reduce((first, second) -> first + " or " + second);
    }

    private boolean canSend(String name, ProbeNeed need) {
        return providers.stream()
                .filter(provider ->
                        name.equals(ProbeOptions.AUTO) || provider.name().equals(name))
                .anyMatch(provider -> provider.supports(need) instanceof Support.Available);
    }

    /** Refuses a name that no transport has. */
    void requireKnown(String name) {
        if (!name.equals(ProbeOptions.AUTO)
                && !providers.isEmpty()
                && providers.stream().noneMatch(provider -> provider.name().equals(name))) {
            throw unknown(name);
        }
    }

    private InvalidRequestException unknown(String name) {
        String known =
                providers.stream().map(ProbeTransportProvider::name).distinct().collect(Collectors.joining(", "));
        return new InvalidRequestException(
                "There is no transport named \"%s\" here; there are: %s".formatted(name, known));
    }

    private PathTracerException failure(String name, ProbeNeed need, List<TransportReport> refused) {
        if (providers.isEmpty()) {
            return new NotSupportedException("There is no transport here: add the artifact org.pathtracer:pathtracer"
                    + " (or the pathtracer-native of this system) to the dependencies");
        }
        if (refused.isEmpty()) {
            return unknown(name);
        }
        boolean curable = refused.stream().anyMatch(report -> !report.remedies().isEmpty());
        boolean special = !need.features().isEmpty();
        // Line feeds on every system: the carriage return of Windows would be shown as an unprintable character.
        StringBuilder text = new StringBuilder("No transport can send %s here.".formatted(need));
        for (TransportReport report : refused) {
            // What keeps one from something special may be that alone.
            if (!curable || special || !report.remedies().isEmpty()) {
                text.append("\n  %s: %s".formatted(report.name(), report.detail()));
                report.remedies().forEach(remedy -> text.append("\n    to enable it: %s".formatted(remedy)));
            }
        }
        if (special && canSend(name, need.plain())) {
            text.append("\n%s can be sent here without %s".formatted(need.plain(), need.words()));
        }
        otherProtocols(name, need)
                .ifPresent(names ->
                        text.append("\n%s probes can be sent here: choose protocol %s".formatted(names, names)));
        return curable
                ? new NotPermittedException(text.toString(), refused)
                : new NotSupportedException(text.toString());
    }
}
