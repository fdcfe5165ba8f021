// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.doctor;

import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pathtracer.AddressFamily;
import org.pathtracer.Protocol;
import org.pathtracer.TransportReport;
import org.pathtracer.cli.config.ConfigFile;
import org.pathtracer.cli.option.Version;
import org.pathtracer.core.nativecode.NativeLinkers;

/**
 * What {@code pathtracer doctor} found.
 *
 * @param transports by their names in the order of preference, each with ICMP first
 * @param findings of the self-check; empty if none was asked for
 * @param environment what else a report of a problem needs: name and value
 */
public record Diagnosis(
        Map<String, List<TransportReport>> transports,
        List<SelfCheck.Finding> findings,
        Map<String, String> environment) {
    public static Diagnosis of(List<TransportReport> reports, List<SelfCheck.Finding> findings) {
        return new Diagnosis(
                reports.stream()
                        .collect(Collectors.groupingBy(
                                TransportReport::name, LinkedHashMap::new, Collectors.toUnmodifiableList())),
                findings,
                surroundings());
    }

    public boolean keepsPromises() {
        return findings.stream().noneMatch(finding -> finding.outcome() == SelfCheck.Outcome.FAILED);
    }

    /** Whether {@code pathtracer trace} works over IPv4 or IPv6. */
    public boolean works() {
        return !choices().isEmpty();
    }

    private boolean worksWith(Protocol protocol) {
        return transports.values().stream()
                .flatMap(List::stream)
                .anyMatch(report -> report.available() && report.protocol() == protocol);
    }

    public String verdict() {
        if (!works()) {
            String others = Stream.of(Protocol.UDP, Protocol.TCP)
                    .filter(this::worksWith)
                    .map(protocol -> protocol == Protocol.UDP ? "`pathtracer trace -U`" : "`pathtracer trace -T`")
                    .collect(Collectors.joining(" and "));
            return "`pathtracer trace` does not work here yet"
                    + (others.isEmpty() ? "" : ", but with UDP or TCP: " + others);
        }
        Map<String, List<AddressFamily>> families = choices().entrySet().stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getValue,
                        LinkedHashMap::new,
                        Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
        return families.entrySet().stream()
                .map(entry -> entry.getKey() + " (ICMP, " + names(entry.getValue()) + ")")
                .collect(Collectors.joining(" and ", "`pathtracer trace` works here with ", ""));
    }

    public static String name(AddressFamily family) {
        return family == AddressFamily.IPV4 ? "IPv4" : "IPv6";
    }

    /** The transport that an automatic choice takes for ICMP, per family: the first that works. */
    private Map<AddressFamily, String> choices() {
        Map<AddressFamily, String> choices = new TreeMap<>();
        transports.values().stream()
                .flatMap(List::stream)
                .filter(report -> report.available() && report.protocol() == Protocol.ICMP)
                .forEach(report -> choices.putIfAbsent(report.family(), report.name()));
        return choices;
    }

    private static String names(List<AddressFamily> families) {
        return families.stream().map(Diagnosis::name).collect(Collectors.joining(" and "));
    }

    private static Map<String, String> surroundings() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("version", Version.number());
        environment.put(
                "java",
                System.getProperty("java.runtime.version", "") + " (" + System.getProperty("java.vendor", "") + ")");
        environment.put(
                "system",
                System.getProperty("os.name", "") + " " + System.getProperty("os.version", "") + " "
                        + System.getProperty("os.arch", ""));
        environment.put("native", NativeLinkers.description());
        File configuration = ConfigFile.usual();
        environment.put("configuration", configuration + (configuration.exists() ? "" : " (not there)"));
        return environment;
    }
}
