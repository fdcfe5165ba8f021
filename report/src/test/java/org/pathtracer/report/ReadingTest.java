// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.pathtracer.samples.Samples.address;
import static org.pathtracer.samples.Samples.echo;
import static org.pathtracer.samples.Samples.exceeded;
import static org.pathtracer.samples.Samples.hop;
import static org.pathtracer.samples.Samples.late;
import static org.pathtracer.samples.Samples.telling;
import static org.pathtracer.samples.Samples.unreachable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathtracer.Hop;
import org.pathtracer.PingResult;
import org.pathtracer.Run;
import org.pathtracer.StopReason;
import org.pathtracer.TraceResult;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.enrich.AddressInfo;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;
import org.pathtracer.result.AddressInfoRecord;
import org.pathtracer.samples.MonitorSamples;
import org.pathtracer.samples.Samples;
import org.pathtracer.samples.Schemas;
import org.pathtracer.testkit.Scenario;
import org.pathtracer.testkit.result.TraceResults;

/** Documents read back. */
class ReadingTest {
    private static final int MUTATIONS = 5000;

    private static final TraceResult TRACE = Samples.result(
            StopReason.DESTINATION,
            Samples.known(
                    hop(
                            1,
                            telling("192.0.2.1", 500, Appended.TRANSLATED, Appended.LABELS, Appended.INTERFACE),
                            exceeded("192.0.2.1", 600),
                            Samples.TIMEOUT),
                    "192.0.2.1",
                    Samples.OWNER),
            hop(2, Samples.TIMEOUT, Samples.NO_ROUTE),
            hop(3, late("2001:db8::7", 900_000), unreachable("192.0.2.8", 7, UnreachableReason.FRAGMENTATION_NEEDED)),
            hop(4, telling("192.0.2.4", 1, List.of(), Appended.UNKNOWN, Appended.NAMELESS), echo("192.0.2.9", 44_123)));

    /** Documents of every kind. */
    static List<String> documents() {
        List<String> documents = new ArrayList<>();
        for (Reportable result : List.of(
                TRACE,
                Samples.result(StopReason.MAX_HOPS),
                PingSamples.result(PingSamples.eventful("a.example")),
                PingSamples.result(
                        PingSamples.eventful("a.example"),
                        PingSamples.plain("192.0.2.2", 3, 10, 20),
                        PingSamples.unknown("b.example")),
                PingSamples.summary(),
                MonitorSamples.result(MonitorSamples.eventful("a.example"), MonitorSamples.unknown("b.example")),
                MonitorSamples.result(MonitorSamples.eventful("a.example")),
                MonitorSamples.result(MonitorSamples.aged("a.example")),
                MultipathSamples.CROSSING,
                MultipathSamples.known())) {
            documents.add(Reports.json(result));
            documents.add(Reports.json(result, ReportOptions.standard().compact(true)));
        }
        RandomResults.kinds().values().forEach(kind -> documents.add(Reports.json(kind.apply(1L))));
        return documents;
    }

    private static String again(String document) {
        return Reports.json(Reports.fromJson(document), ReportOptions.standard().compact(!document.startsWith("{\n")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documentWrittenAgain_isTheSame(String document) {
        assertThat(again(document)).isEqualTo(document);
    }

    static List<String> scenarios() {
        return Scenario.builtIn();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void resultOfASimulation_isReadBack(String scenario) {
        for (Run result : SimulatedResults.of(scenario, 7)) {
            String document = Reports.json(result);
            assertThat(again(document)).isEqualTo(document);
            assertThat(Reports.text(Reports.fromJson(document).result())).isEqualTo(Reports.text(result));
        }
    }

    @Test
    void randomTraces_areReadBack() {
        for (long seed = 0; seed < 500; seed++) {
            String document = Reports.json(random(new SplittableRandom(seed)));
            assertThat(again(document)).as("seed %d", seed).isEqualTo(document);
        }
    }

    static Set<String> kinds() {
        return RandomResults.kinds().keySet();
    }

    /** Whatever is known or not, and whatever text it has: the document is the same again, and so are the texts. */
    @ParameterizedTest
    @MethodSource("kinds")
    void randomResults_areReadBack(String kind) {
        for (long seed = 0; seed < 200; seed++) {
            Reportable result = RandomResults.kinds().get(kind).apply(seed);
            String document = Reports.json(result);
            assertThat(again(document)).as("seed %d", seed).isEqualTo(document);
            Reportable read = Reports.fromJson(document).result();
            assertThat(Reports.text(read)).as("seed %d", seed).isEqualTo(Reports.text(result));
            assertThat(Reports.json(read, ReportOptions.standard().compact(true)))
                    .as("seed %d", seed)
                    .isEqualTo(Reports.json(result, ReportOptions.standard().compact(true)));
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void randomResults_areAsTheirSchemasSay(String kind) {
        for (long seed = 0; seed < 100; seed++) {
            Schemas.valid(
                    kind + "-1.json",
                    Reports.json(RandomResults.kinds().get(kind).apply(seed)));
        }
    }

    private static TraceResult random(SplittableRandom random) {
        Hop[] hops = new Hop[random.nextInt(12)];
        for (int i = 0; i < hops.length; i++) {
            ProbeOutcome[] outcomes = new ProbeOutcome[random.nextInt(5)];
            for (int j = 0; j < outcomes.length; j++) {
                outcomes[j] = outcome(random);
            }
            Hop hop = hop(i + 1, outcomes);
            hops[i] = random.nextBoolean() ? hop : Samples.known(hop, text(random), info(random));
        }
        StopReason[] reasons = StopReason.values();
        return Samples.result(reasons[random.nextInt(reasons.length)], hops);
    }

    private static String text(SplittableRandom random) {
        return switch (random.nextInt(3)) {
            case 0 -> "192.0.2." + random.nextInt(4);
            case 1 -> "2001:db8::" + random.nextInt(1, 4);
            default -> "fe80::" + random.nextInt(1, 4) + "%eth7"; // a link that this host may not have
        };
    }

    private static AddressInfo info(SplittableRandom random) {
        AddressInfo all = Samples.OWNER;
        return new AddressInfoRecord(
                random.nextBoolean() ? all.hostname() : Optional.empty(),
                random.nextBoolean() ? all.origin() : Optional.empty(),
                random.nextBoolean() ? all.location() : Optional.empty(),
                random.nextBoolean() ? all.registration() : Optional.empty(),
                random.nextBoolean() ? all.label() : Optional.empty(),
                random.nextBoolean() ? all.segment() : Optional.empty());
    }

    private static ProbeOutcome outcome(SplittableRandom random) {
        long micros = random.nextLong(2_000_000);
        return switch (random.nextInt(7)) {
            case 0 -> echo(text(random), micros);
            case 1 -> exceeded(text(random), micros);
            case 2 -> late(text(random), micros);
            case 3 -> unreachable(text(random), micros, UnreachableReason.HOST);
            case 4 -> telling(text(random), micros, Appended.TRANSLATED, Appended.LABELS, Appended.UNKNOWN);
            case 5 -> Samples.NO_ROUTE;
            default -> Samples.TIMEOUT;
        };
    }

    @Test
    void result_isTheSame() {
        TraceResult read = Reports.fromJson(Reports.json(TRACE), TraceResult.class);
        assertThat(read.hops().get(0).probes())
                .hasSameSizeAs(TRACE.hops().get(0).probes());
        assertThat(read.hops().get(3).rtt()).isEqualTo(TRACE.hops().get(3).rtt());
        assertThat(read.hops().get(2).probes()).isEqualTo(TRACE.hops().get(2).probes());
        assertThat(read.started()).isEqualTo(TRACE.started());
        assertThat(Reports.fromJson(
                                Reports.json(PingSamples.result(PingSamples.plain("192.0.2.2", 3, 10, 20))),
                                PingResult.class)
                        .statistics()
                        .lossRatio())
                .isCloseTo(1.0 / 3, within(1e-9));
    }

    @Test
    void whatTheDocumentSaysOfTheRun_isKept() {
        TraceResult trace = TraceResults.to("h")
                .hop(1, "192.0.2.1", Duration.ofMillis(1))
                .source("192.0.2.77")
                .option("queries", "4")
                .build();
        Document read = Reports.fromJson(Reports.json(trace));
        TraceResult same = (TraceResult) read.result();
        assertThat(same.source()).contains(address("192.0.2.77"));
        assertThat(same.options()).containsExactly(Map.entry("queries", "4"));
        assertThat(read.version()).contains("0.1.0");
        String foreign = Reports.json(TRACE).replaceAll("\"host\" : \"[^\"]*\"", "\"host\" : \"far.example\"");
        assertThat(again(foreign)).isEqualTo(foreign);
    }

    @Test
    void additionsOfLaterVersions_arePassedOver() {
        String document = Reports.json(TRACE, ReportOptions.standard().compact(true));
        String later = document.replace("trace/1\"", "trace/1.7\"")
                .replaceFirst("\\{", "{\"novelty\":{\"a\":[1,null,{}]},")
                .replaceFirst("\\{\"ttl\":1,", "{\"ttl\":1,\"colour\":\"red\",\"absent\":null,");
        assertThat(again(later)).isEqualTo(document);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"ttl\":3,\"sent\" | \"ttl\":\"3\",\"sent\" | $.hops[2].ttl",
                "\"ttl\":3,\"sent\" | \"ttl\":3000,\"sent\" | $.hops[2].ttl",
                "\"ttl\":3,\"sent\" | \"ttl\":3.5,\"sent\" | $.hops[2].ttl",
                "\"outcome\":\"timeout\" | \"outcome\":\"lost\" | $.hops[1].probes[0].outcome",
                "192.0.2.9 | www.example | .address",
                "\"rttMs\":44.123 | \"rttMs\":1e39 | .rttMs",
                "\"started\":\"2026 | \"started\":\"MMXXVI | $.started",
                "pathtracer/trace/1 | pathtracer/trace/2 | $.schema",
                "pathtracer/trace/1 | pathtracer/dream/1 | $.schema",
                "pathtracer/trace/1 | other | $.schema",
                "\"target\": | \"tarqet\": | $.target",
                "\"hops\":[ | \"hops\":[7, | $.hops[0]",
                "\"hops\":[ | \"hops\":[], \"x\":[[ | line 1, column",
                "\"target\": | \"address\":\"1.2.3.4\",\"target\": | line 1, column"
            })
    void damage_isToldWithItsPlace(String good, String bad, String place) {
        String document = Reports.json(TRACE, ReportOptions.standard().compact(true));
        assertThat(document).contains(good);
        int last = document.lastIndexOf(good);
        String damaged = document.substring(0, last) + bad + document.substring(last + good.length());
        assertThatThrownBy(() -> Reports.fromJson(damaged))
                .isInstanceOfSatisfying(
                        ReportFormatException.class, e -> assertThat(e.place()).contains(place))
                .hasMessageContaining(place);
    }

    /** A document of each kind with one value that can't be. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'schema':'pathtracer/dns/1','name':'a','type':'B'}|$.type",
                "{'schema':'pathtracer/dns/1','name':'','type':'A'}|$.name",
                "{'schema':'pathtracer/probe/1','kind':'smoke','host':'a','port':1,'durationMs':1}|$.kind",
                "{'schema':'pathtracer/probe/1','kind':'tcp','host':'a','port':'x','durationMs':1}|$.port",
                "{'schema':'pathtracer/probe/1','kind':'tcp','host':'a','port':1}|$.durationMs",
                "{'schema':'pathtracer/public-ip/1','source':'dns:a','durationMs':1}|$.source",
                "{'schema':'pathtracer/public-ip/1','source':'stun:a:b','durationMs':1}|$.source",
                "{'schema':'pathtracer/public-ip/1','source':'stun:a','durationMs':1}|$.source",
                "{'schema':'pathtracer/public-ip/1','source':'ftp://a','durationMs':1}|$.source",
                "{'schema':'pathtracer/public-ip/1','prefix':'a','durationMs':1}|$.prefix",
                "{'schema':'pathtracer/interfaces/1','interfaces':[{'name':'a','index':1,'type':'x'}]}|$.interfaces[0].type",
                "{'schema':'pathtracer/interfaces/1','targets':[{'address':'x'}]}|$.targets[0].address",
                "{'schema':'pathtracer/stopping-points/1','confidence':2}|$",
                "{'schema':'pathtracer/bufferbloat/1','phases':[]}|$.phases",
                "{'schema':'pathtracer/bufferbloat/1','phases':[{'startMs':0,'durationMs':0}]}|$.phases[0].requests"
            })
    void valueThatCannotBe_isToldWithItsPlace(String document, String place) {
        assertThatThrownBy(() -> Reports.fromJson(document.replace('\'', '"')))
                .isInstanceOfSatisfying(
                        ReportFormatException.class, e -> assertThat(e.place()).isEqualTo(place));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "{}", "7", "{\"schema\":7}", "{} {}", "{", "<html>", "\u0000"})
    void foreignDocument_isRefused(String text) {
        assertThatThrownBy(() -> Reports.fromJson(text)).isInstanceOf(ReportFormatException.class);
    }

    @Test
    void documentOfAnotherResult_isRefused() {
        assertThatThrownBy(() -> Reports.fromJson(Reports.json(TRACE), PingResult.class))
                .isInstanceOf(ReportFormatException.class)
                .hasMessageContaining("$.schema: it is the document of a TraceResult, not of a PingResult");
    }

    @Test
    void documentThatWasCutOff_isRefusedInPlainWords() {
        assertThatThrownBy(() -> Reports.fromJson("{\"schema\":"))
                .isInstanceOf(ReportFormatException.class)
                .hasMessage("the document can't be read at line 1, column 11: the document ends too early");
    }

    /** Whatever is changed in a document, it is refused as said, or read and written. */
    @Test
    void mutatedDocuments_raiseNothingElse() {
        List<String> documents = documents();
        int refused = 0;
        for (long seed = 0; seed < MUTATIONS; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String document = documents.get(random.nextInt(documents.size()));
            String mutated = Mutation.of(document, random);
            try {
                Document read = Reports.fromJson(mutated);
                Reports.json(read);
                Reports.text(read.result());
            } catch (ReportFormatException e) {
                refused++;
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed + ": " + mutated, e);
            }
        }
        assertThat(refused).isBetween(MUTATIONS / 10, MUTATIONS);
    }
}
