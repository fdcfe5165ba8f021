// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pathtracer.BufferbloatResult;
import org.pathtracer.Diagnosis;
import org.pathtracer.Limit;
import org.pathtracer.Protocol;
import org.pathtracer.StopReason;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.bufferbloat.BufferbloatPhase;
import org.pathtracer.bufferbloat.Confidence;
import org.pathtracer.bufferbloat.EvidenceGap;
import org.pathtracer.bufferbloat.Goodput;
import org.pathtracer.bufferbloat.GradingProfile;
import org.pathtracer.bufferbloat.HopLatency;
import org.pathtracer.bufferbloat.HttpLatency;
import org.pathtracer.bufferbloat.LoadDirection;
import org.pathtracer.bufferbloat.LoadFailure;
import org.pathtracer.bufferbloat.LoadInterval;
import org.pathtracer.bufferbloat.Responsiveness;
import org.pathtracer.diagnosis.Finding;
import org.pathtracer.diagnosis.FindingKind;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.diagnosis.Place;
import org.pathtracer.diagnosis.PlaceSegment;
import org.pathtracer.diagnosis.Severity;
import org.pathtracer.dns.DnsAnswer;
import org.pathtracer.dns.DnsChannel;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.pathtracer.dns.DnsStatus;
import org.pathtracer.dns.RecordType;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.enrich.IpPrefix;
import org.pathtracer.enrich.Origin;
import org.pathtracer.enrich.Segment;
import org.pathtracer.interfaces.InterfaceAddress;
import org.pathtracer.interfaces.InterfaceFlag;
import org.pathtracer.interfaces.InterfaceType;
import org.pathtracer.interfaces.LocalInterface;
import org.pathtracer.interfaces.NetworkState;
import org.pathtracer.interfaces.Route;
import org.pathtracer.multipath.StoppingPoints;
import org.pathtracer.publicaddress.PublicAddressFailure;
import org.pathtracer.publicaddress.PublicAddressResult;
import org.pathtracer.publicaddress.PublicAddressSource;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.result.AlternativeRecord;
import org.pathtracer.result.BottleneckRecord;
import org.pathtracer.result.BufferbloatPhaseRecord;
import org.pathtracer.result.BufferbloatResultRecord;
import org.pathtracer.result.DiagnosisRecord;
import org.pathtracer.result.DnsAnswerRecord;
import org.pathtracer.result.DnsCheckResultRecord;
import org.pathtracer.result.FindingRecord;
import org.pathtracer.result.GoodputRecord;
import org.pathtracer.result.HopLatencyRecord;
import org.pathtracer.result.HttpLatencyRecord;
import org.pathtracer.result.HttpResultRecord;
import org.pathtracer.result.LoadIntervalRecord;
import org.pathtracer.result.PlaceRecord;
import org.pathtracer.result.PublicAddressResultRecord;
import org.pathtracer.result.QuicResultRecord;
import org.pathtracer.result.ResponsivenessRecord;
import org.pathtracer.result.RunRecord;
import org.pathtracer.result.TcpResultRecord;
import org.pathtracer.result.TlsResultRecord;
import org.pathtracer.result.TransportChoiceRecord;
import org.pathtracer.result.UdpResultRecord;
import org.pathtracer.samples.Samples;
import org.pathtracer.service.Contact;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.ServiceTarget;
import org.pathtracer.service.TlsCertificate;
import org.pathtracer.service.TlsDistrust;
import org.pathtracer.service.TlsSession;
import org.pathtracer.statistics.Statistics;
import org.pathtracer.testkit.result.PathMtuResults;

/** Results of the kinds that tell no hops, each part of them there or not, with texts that mean harm. */
final class RandomResults {
    private static final List<String> TEXTS = List.of(
            "plain",
            "",
            "<script>alert(1)</script>",
            "\033[2J\u0007\r\n\t",
            "=HYPERLINK(\"http://x\")",
            "\"]; evil -> v0 [label=\"",
            "\u202etxt.exe \u0000 \ud83d\ude00 \ud800 \u00e9",
            "a, \"b\" \\ %s {0} ${x}");

    private static final List<String> ADDRESSES = List.of(
            "192.0.2.7", "2001:db8::7", "fe80::1%eth7", "fe80::1%no such \"zone\"<b>", "::ffff:192.0.2.1", "::1");

    private final SplittableRandom random;

    private RandomResults(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Makers of each kind, by a name for messages; each seed is another result. */
    static Map<String, Function<Long, Reportable>> kinds() {
        Map<String, Function<Long, Reportable>> kinds = new LinkedHashMap<>();
        kinds.put("bufferbloat", seed -> new RandomResults(seed).bufferbloat());
        kinds.put("diagnose", seed -> new RandomResults(seed).diagnosis());
        kinds.put("dns", seed -> new RandomResults(seed).answer());
        kinds.put("probe", seed -> new RandomResults(seed).check());
        kinds.put("public-ip", seed -> new RandomResults(seed).publicAddress());
        kinds.put("interfaces", seed -> new RandomResults(seed).state());
        kinds.put("stopping-points", seed -> new RandomResults(seed).points());
        return kinds;
    }

    private String text() {
        return one(TEXTS);
    }

    private <T> T one(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <E extends Enum<E>> E one(Class<E> type) {
        return one(List.of(type.getEnumConstants()));
    }

    private <T> Optional<T> perhaps(Supplier<T> value) {
        return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
    }

    private <T> List<T> some(Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            values.add(value.get());
        }
        return values;
    }

    private Duration span() {
        return Duration.ofNanos(random.nextLong(3_000_000_000L));
    }

    private InetAddress address() {
        return CanonicalAddress.read(one(ADDRESSES)).orElseThrow();
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    }

    private Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        some(() -> random.nextInt(9)).forEach(number -> texts.put("name" + number, text()));
        return texts;
    }

    private OptionalDouble figure() {
        return random.nextBoolean() ? OptionalDouble.of(random.nextDouble(5000)) : OptionalDouble.empty();
    }

    private Statistics latency() {
        List<Duration> times = new ArrayList<>();
        for (int i = random.nextInt(30); i > 0; i--) {
            times.add(span());
        }
        return Statistics.of(times.size() + random.nextInt(3), times);
    }

    private Statistics answered() {
        List<Duration> times = some(this::span);
        return Statistics.of(times.size(), times);
    }

    BufferbloatResult bufferbloat() {
        LoadDirection direction = one(LoadDirection.class);
        List<BufferbloatPhase> phases = new ArrayList<>(List.of(phase(Optional.empty())));
        some(() -> phase(Optional.of(direction == LoadDirection.BOTH ? one(LoadDirection.class) : direction)))
                .forEach(phases::add);
        return new BufferbloatResultRecord(
                URI.create("https://server.example:4043/nq?x=1"),
                address(),
                run(),
                direction,
                one(GradingProfile.class),
                perhaps(() -> new LoadFailure(one(LoadFailure.Kind.class), text())),
                phases,
                perhaps(() -> new BottleneckRecord(
                        random.nextInt(1, 256),
                        perhaps(this::address),
                        one(Segment.class),
                        span(),
                        random.nextInt(1, 256))),
                List.of());
    }

    private RunRecord run() {
        return new RunRecord(
                one(Protocol.class),
                new TransportChoiceRecord("raw", text(), List.of()),
                perhaps(this::address),
                instant(),
                span(),
                one(List.of(StopReason.COMPLETED, StopReason.DEADLINE, StopReason.CANCELLED)),
                random.nextLong(1_000_000),
                random.nextLong(1_000_000),
                random.nextBoolean(),
                texts());
    }

    private BufferbloatPhase phase(Optional<LoadDirection> direction) {
        boolean loaded = direction.isPresent();
        return new BufferbloatPhaseRecord(
                direction,
                span(),
                span(),
                latency(),
                loaded ? latency() : Statistics.of(0, List.of()),
                loaded ? latency() : Statistics.of(0, List.of()),
                requests(),
                loaded ? goodput(direction.get()) : new GoodputRecord(0, 0, Duration.ZERO),
                loaded ? responsiveness() : ResponsivenessRecord.UNKNOWN,
                loaded ? some(this::hop) : List.of(),
                loaded ? some(() -> interval(direction.get())) : List.of(),
                loaded ? perhaps(() -> one(EvidenceGap.class)) : Optional.empty());
    }

    private HttpLatency requests() {
        return new HttpLatencyRecord(answered(), answered(), answered(), answered(), random.nextInt(9));
    }

    private Goodput goodput(LoadDirection direction) {
        return new GoodputRecord(
                direction.includes(LoadDirection.DOWN) ? random.nextLong(1L << 40) : 0,
                direction.includes(LoadDirection.UP) ? random.nextLong(1L << 40) : 0,
                span());
    }

    private Responsiveness responsiveness() {
        return new ResponsivenessRecord(figure(), figure(), figure(), one(Confidence.class));
    }

    private HopLatency hop() {
        return new HopLatencyRecord(
                random.nextInt(1, 256), perhaps(this::address), one(Segment.class), latency(), latency());
    }

    private LoadInterval interval(LoadDirection direction) {
        return new LoadIntervalRecord(
                span(), goodput(direction), random.nextInt(99), random.nextInt(99), random.nextBoolean(), figure());
    }

    Diagnosis diagnosis() {
        return new DiagnosisRecord(
                text(),
                some(this::address),
                run(),
                random.nextBoolean(),
                text(),
                some(this::finding),
                some(() -> new Limit<>(one(Omission.class), text())),
                some(this::behindADiagnosis));
    }

    private Reportable behindADiagnosis() {
        return switch (random.nextInt(5)) {
            case 0 -> answer();
            case 1 -> check();
            case 2 -> PathMtuResults.to(text()).build();
            case 3 -> PingSamples.result(PingSamples.plain("192.0.2.2", 3, 10, 20));
            default -> Samples.result(StopReason.MAX_HOPS, Samples.hop(1, Samples.echo("192.0.2.1", 500)));
        };
    }

    private Finding finding() {
        return new FindingRecord(
                one(FindingKind.class),
                place(),
                one(Severity.class),
                probability(),
                some(() -> new AlternativeRecord(one(FindingKind.class), place(), probability())),
                text(),
                some(this::text),
                text());
    }

    private Place place() {
        return new PlaceRecord(
                one(PlaceSegment.class),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(1, 256)) : OptionalInt.empty(),
                perhaps(this::address),
                perhaps(this::address),
                perhaps(this::address));
    }

    /** With as many digits as documents have. */
    private double probability() {
        return random.nextInt(1_000_001) / 1e6;
    }

    DnsAnswer answer() {
        return new DnsAnswerRecord(
                DnsQuery.of(one(RecordType.class), "name" + text()).build(),
                text(),
                one(DnsChannel.class),
                one(DnsStatus.class),
                random.nextBoolean(),
                random.nextBoolean(),
                some(this::record),
                some(this::record),
                span(),
                random.nextInt(1, 20));
    }

    private DnsRecord record() {
        Duration ttl = Duration.ofSeconds(random.nextInt(1_000_000));
        String name = text();
        return switch (random.nextInt(11)) {
            case 0 -> new DnsRecord.Address(name, ttl, address());
            case 1 -> new DnsRecord.Pointer(name, ttl, text());
            case 2 -> new DnsRecord.Alias(name, ttl, text());
            case 3 -> new DnsRecord.NameServer(name, ttl, text());
            case 4 -> new DnsRecord.Text(name, ttl, some(this::text));
            case 5 -> new DnsRecord.MailExchange(name, ttl, random.nextInt(65536), text());
            case 6 ->
                new DnsRecord.StartOfAuthority(
                        name, ttl, text(), text(), random.nextLong(1L << 32), ttl, ttl.plusSeconds(1), ttl, ttl);
            case 7 ->
                new DnsRecord.Service(
                        name, ttl, random.nextInt(65536), random.nextInt(65536), random.nextInt(65536), text());
            case 8 -> new DnsRecord.HttpsService(name, ttl, random.nextInt(65536), text(), texts());
            case 9 -> new DnsRecord.CertificationAuthority(name, ttl, random.nextBoolean(), text(), text());
            default -> new DnsRecord.Other(name, ttl, random.nextInt(65536), text());
        };
    }

    ServiceResult check() {
        Contact contact = new Contact(
                ServiceTarget.of("host.example", random.nextInt(1, 65536)),
                perhaps(this::address),
                perhaps(this::span),
                span());
        Optional<ServiceFailure> failure = perhaps(
                () -> new ServiceFailure(one(ServiceFailure.Phase.class), one(ServiceFailure.Reason.class), text()));
        return switch (random.nextInt(6)) {
            case 0 -> new TcpResultRecord(contact, perhaps(this::span), failure);
            case 1 ->
                random.nextBoolean()
                        ? new UdpResultRecord(contact, Optional.of(span()), random.nextInt(600), "00ff", failure)
                        : new UdpResultRecord(contact, Optional.empty(), 0, "", failure);
            case 2 -> new DnsCheckResultRecord(contact, perhaps(this::answer), failure);
            case 3 ->
                new TlsResultRecord(contact, perhaps(this::span), perhaps(this::span), perhaps(this::session), failure);
            case 4 -> http(contact, failure);
            default -> new QuicResultRecord(contact, perhaps(this::span), some(this::text), failure);
        };
    }

    private ServiceResult http(Contact contact, Optional<ServiceFailure> failure) {
        boolean answered = random.nextBoolean();
        return new HttpResultRecord(
                contact,
                perhaps(this::span),
                perhaps(this::span),
                perhaps(this::span),
                perhaps(this::span),
                perhaps(this::session),
                answered ? OptionalInt.of(random.nextInt(100, 1000)) : OptionalInt.empty(),
                answered ? texts() : Map.of(),
                answered ? random.nextLong(1 << 20) : 0,
                answered && random.nextBoolean(),
                failure);
    }

    private TlsSession session() {
        return new TlsSession("TLSv1.3", text(), perhaps(this::text), some(this::certificate), perhaps(this::distrust));
    }

    private TlsDistrust distrust() {
        return new TlsDistrust(one(TlsDistrust.Kind.class), text());
    }

    private TlsCertificate certificate() {
        return new TlsCertificate(
                text(), text(), some(this::text), "0a", instant(), instant(), "EC", text(), "0".repeat(64));
    }

    PublicAddressResult publicAddress() {
        boolean found = random.nextBoolean();
        return new PublicAddressResultRecord(
                found ? Optional.of(address()) : Optional.empty(),
                found ? Optional.of(source()) : Optional.empty(),
                found && random.nextBoolean(),
                found ? info() : AddressInfoRecord.NONE,
                some(this::failure),
                found && random.nextBoolean(),
                span());
    }

    private PublicAddressFailure failure() {
        return new PublicAddressFailure(source(), one(PublicAddressFailure.Kind.class), text());
    }

    private PublicAddressSource source() {
        return switch (random.nextInt(4)) {
            case 0 -> new PublicAddressSource.Stun("2001:db8::53", random.nextInt(1, 65536));
            case 1 -> new PublicAddressSource.Https(URI.create("https://who.example:8443/ip?x=1"));
            case 2 -> new PublicAddressSource.NameServer("ns.example", random.nextInt(1, 65536), "who.example", false);
            default -> new PublicAddressSource.NameServer("2001:db8::1", 53, "who.example", true);
        };
    }

    private AddressInfo info() {
        return new AddressInfoRecord(
                perhaps(this::text),
                perhaps(() -> new Origin(
                        random.nextBoolean() ? List.of(64500L, 64501L) : List.of(64500L),
                        perhaps(this::text),
                        perhaps(() ->
                                new IpPrefix(CanonicalAddress.read("2001:db8::").orElseThrow(), 32)),
                        perhaps(() -> "NL"),
                        perhaps(this::text))),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Segment.ISP));
    }

    NetworkState state() {
        Map<InetAddress, Optional<Route>> routes = new LinkedHashMap<>();
        some(this::address).forEach(target -> routes.put(target, perhaps(this::route)));
        return new NetworkState(some(this::device), some(this::route), routes);
    }

    private LocalInterface device() {
        Set<InterfaceFlag> flags = EnumSet.noneOf(InterfaceFlag.class);
        flags.addAll(some(() -> one(InterfaceFlag.class)));
        return new LocalInterface(
                text(),
                random.nextInt(1, 99),
                one(InterfaceType.class),
                perhaps(this::text),
                flags,
                random.nextBoolean() ? OptionalInt.of(random.nextInt(65536)) : OptionalInt.empty(),
                perhaps(() -> "02:00:5e:00:53:01"),
                some(() -> new InterfaceAddress(address(), random.nextInt(129))));
    }

    private Route route() {
        return new Route(
                text(),
                perhaps(this::address),
                perhaps(this::address),
                random.nextBoolean() ? OptionalLong.of(random.nextLong(1L << 32)) : OptionalLong.empty());
    }

    StoppingPoints points() {
        return StoppingPoints.of(one(List.of(0.5, 0.9, 0.95, 0.99, 0.999_999_5, 0.3)));
    }
}
