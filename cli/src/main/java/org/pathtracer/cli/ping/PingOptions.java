// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.ping;

import static org.pathtracer.cli.option.SharedOptions.set;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.PingRequest;
import org.pathtracer.cli.option.DurationConverter;
import org.pathtracer.cli.option.MarkOption;
import org.pathtracer.cli.option.PacketOptions;
import org.pathtracer.cli.option.ProtocolOptions;
import org.pathtracer.cli.option.SharedOptions;
import org.pathtracer.cli.option.TargetOptions;
import org.pathtracer.ping.TargetResults;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Targets and options of a ping. An option that isn't given is left to the library. */
public final class PingOptions {
    /** As many as a request allows. */
    private static final int MOST_KEPT = 10_000_000;

    @Mixin
    private TargetOptions targets = new TargetOptions();

    @Option(
            names = {"-c", "--count"},
            paramLabel = "N",
            description = "Probes to each target, 0 until interrupted (default: ${bundle:ping.count}).")
    private @Nullable Integer count;

    @Option(
            names = {"-i", "--interval"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Pause between two probes, whichever targets they go to; 0 for as fast as it goes"
                    + " (default: ${bundle:ping.interval}, and no target more than once in ${bundle:ping.period}).")
    private @Nullable Duration interval;

    @Option(
            names = "--period",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Probe each target once in this time, all of them evenly spread over it.")
    private @Nullable Duration period;

    @Option(
            names = {"-w", "--timeout"},
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "How long an answer is awaited, such as 500ms, 1.5s or 2m (default: ${bundle:ping.timeout}).")
    private @Nullable Duration timeout;

    @ArgGroup
    private ProtocolOptions protocol = new ProtocolOptions();

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Destination port of UDP and TCP probes.")
    private @Nullable Integer port;

    @Option(names = "--ttl", paramLabel = "TTL", description = "TTL of each probe (default: ${bundle:ping.ttl}).")
    private @Nullable Integer ttl;

    @Option(
            names = "--kept-replies",
            paramLabel = "N",
            description = "Most answers that JSON lists one by one (default: ${bundle:ping.keptReplies}).")
    private @Nullable Integer keptReplies;

    @Mixin
    private PacketOptions packets = new PacketOptions();

    @Mixin
    private MarkOption mark = new MarkOption();

    @Mixin
    private SharedOptions shared = new SharedOptions();

    @Mixin
    private ListingOptions listing = new ListingOptions();

    ListingOptions listing() {
        return listing;
    }

    /**
     * The request, checked by the library.
     *
     * @param lines whether the results of several targets are wanted one by one, as they end
     */
    public PingRequest request(boolean lines) {
        PingRequest.Builder builder = targets.collect(PingRequest::to, PingRequest.Builder::targets);
        Integer times = listing.count();
        if (count != null && times != null) {
            throw new InvalidRequestException("--count and --vcount both say how many probes to send; give one");
        }
        set(count, builder::count);
        set(times, builder::count);
        set(interval, builder::interval);
        set(period, builder::period);
        set(timeout, builder::timeout);
        set(protocol.chosen(), builder::protocol);
        set(port, builder::port);
        set(ttl, builder::ttl);
        set(keptReplies, builder::keptReplies);
        targets.applyTo(builder);
        packets.applyTo(builder);
        shared.applyTo(builder);
        mark.applyTo(builder);
        PingRequest request = builder.build();
        return builder.keptReplies(keptReplies(request, times))
                .targetResults(results(request, lines))
                .build();
    }

    /** Where each probe has its place on a line, no reply is left out for lack of room. */
    private static int keptReplies(PingRequest request, @Nullable Integer times) {
        return times == null
                ? request.keptReplies()
                : (int) Math.min(MOST_KEPT, Math.max(request.keptReplies(), (long) times * request.hostCount()));
    }

    private TargetResults results(PingRequest request, boolean lines) {
        boolean several = request.hostCount() > 1;
        // Of an endless ping no target ends: there its probes are told.
        if (listing.listed() || lines && several && request.count() > 0) {
            return TargetResults.STREAMED;
        }
        return listing.quiet() && several ? TargetResults.SUMMED : TargetResults.KEPT;
    }
}
