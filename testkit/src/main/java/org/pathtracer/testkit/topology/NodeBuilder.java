// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.testkit.topology;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.pathtracer.Protocol;
import org.pathtracer.probe.IcmpExtension;
import org.pathtracer.probe.MplsLabel;
import org.pathtracer.testkit.check.Checks;

/**
 * Collects and checks the properties of a node. By default, it answers everything at once, quotes the whole probe, and
 * forwards as it should. Without an address it gets one of each family: the n-th node {@code 10.0.0.n} and
 * {@code fd00::n}, counted from the source, which is no. 0 and gets {@code 10.255.0.1} and {@code fd00::ffff:1}.
 *
 * @since 0.1.0
 */
public final class NodeBuilder {
    /** The quote of a node that quotes all it got. */
    public static final int EVERYTHING = 65_535;

    private static final int ROUTER_TTL = 255;
    private static final int HOST_TTL = 64;
    private static final int ECN = 3;
    private static final int LONGEST_NAME = 253;
    /** RFC 1123 section 2.1; with a letter in its last label, so that it is no address. */
    private static final Pattern HOSTNAME =
            Pattern.compile("([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z]([a-z0-9-]{0,61}[a-z0-9])?");

    private final String name;
    private final Node.Role role;
    private final List<InetAddress> addresses = new ArrayList<>();
    private final List<InetAddress> from = new ArrayList<>();
    private final List<String> hostnames = new ArrayList<>();
    private boolean errors = true;
    private boolean tellsMtu = true;
    private final List<Filter> filters = new ArrayList<>();
    private boolean echo = true;
    private int errorsPerSecond;
    private int burst = 1;
    private long delayNanos;
    private long jitterNanos;
    private int initialTtl;
    private int quote = EVERYTHING;
    private Identification identification = Identification.COUNTED;
    private boolean blackHole;
    private OptionalInt rejectCode = OptionalInt.empty();
    private OptionalInt rejectCode6 = OptionalInt.empty();
    private Handling.Ttl ttl = Handling.Ttl.DECREMENT;
    private int setTtl;
    private int trafficClassKept = 0xff;
    private int trafficClassSet;
    private Optional<Translation> translation = Optional.empty();
    private Optional<String> redirectsTo = Optional.empty();
    private Balancing balancing = Balancing.perFlow();
    private final List<Ports.Range> tcpOpen = new ArrayList<>();
    private final List<Ports.Range> tcpFiltered = new ArrayList<>();
    private final List<Ports.Range> udpOpen = new ArrayList<>();
    private final List<Ports.Range> udpFiltered = new ArrayList<>();
    private boolean filtersOthers;
    private final List<IcmpExtension> extensions = new ArrayList<>();
    private Extensions.Form extensionForm = Extensions.Form.STANDARD;
    private Optional<String> udpContent = Optional.empty();

    NodeBuilder(String name, Node.Role role) {
        this.name = Checks.name("node name", name);
        this.role = role;
        this.initialTtl = role == Node.Role.ROUTER ? ROUTER_TTL : HOST_TTL;
    }

    Node build(int number) {
        if (addresses.isEmpty()) {
            addresses.add(AutomaticAddresses.ipv4(number));
            addresses.add(AutomaticAddresses.ipv6(number));
        }
        return new Node(
                name,
                role,
                addresses,
                answering(),
                handling(),
                ports(),
                new Extensions(extensions, extensionForm),
                hostnames);
    }

    private Answering answering() {
        return new Answering(
                errors,
                echo,
                errorsPerSecond,
                burst,
                delayNanos,
                jitterNanos,
                initialTtl,
                quote,
                identification,
                from,
                tellsMtu);
    }

    private Handling handling() {
        return new Handling(
                blackHole,
                rejectCode,
                rejectCode6,
                ttl,
                setTtl,
                trafficClassKept,
                trafficClassSet,
                translation,
                redirectsTo,
                balancing,
                filters);
    }

    private Ports ports() {
        return new Ports(tcpOpen, tcpFiltered, udpOpen, udpFiltered, filtersOthers, udpContent);
    }

    /** Adds an IPv4 or IPv6 address. A node with addresses of one family only is silent in the other. */
    public NodeBuilder address(String literal) {
        addresses.add(Checks.address(literal));
        return this;
    }

    /**
     * Adds a name by which tracers in this network know its addresses, without any name server. The first one is also
     * what they find for its addresses.
     */
    public NodeBuilder hostname(String value) {
        String known = Checks.name("host name", value).toLowerCase(Locale.ROOT);
        Checks.require(
                known.length() <= LONGEST_NAME && HOSTNAME.matcher(known).matches(),
                "\"%s\" is no host name: letters, digits and hyphens, with dots between".formatted(value));
        hostnames.add(known);
        return this;
    }

    /** Answers from this address instead of its own. */
    public NodeBuilder answersFrom(String literal) {
        from.add(Checks.address(literal));
        return this;
    }

    /** Sends no ICMP errors: a silent hop. */
    public NodeBuilder silent() {
        errors = false;
        return this;
    }

    /** Ignores echo requests to its own addresses. */
    public NodeBuilder ignoresEcho() {
        echo = false;
        return this;
    }

    /**
     * Bounds its ICMP errors with a token bucket.
     *
     * @param perSecond tokens per second, 1 to 1,000,000
     * @param atOnce tokens in the full bucket, 1 to 1,000,000
     */
    public NodeBuilder icmpRate(int perSecond, int atOnce) {
        errorsPerSecond = Checks.range("ICMP errors per second", perSecond, 1, 1_000_000);
        burst = Checks.range("burst of ICMP errors", atOnce, 1, 1_000_000);
        return this;
    }

    /** Takes so long to make an answer. */
    public NodeBuilder icmpDelay(Duration span) {
        delayNanos = Checks.nanos("ICMP delay", span);
        return this;
    }

    /** Takes up to so much longer, evenly spread. */
    public NodeBuilder icmpJitter(Duration span) {
        jitterNanos = Checks.nanos("ICMP jitter", span);
        return this;
    }

    /** TTL its answers start with (1 to 255). Default: 255 for a router, 64 for a destination. */
    public NodeBuilder initialTtl(int value) {
        initialTtl = Checks.range("initial TTL", value, 1, 255);
        return this;
    }

    /** Bytes of the probe that its errors show behind the IP header (8 to 65535). Default: all. */
    public NodeBuilder quote(int bytes) {
        quote = Checks.range("quoted bytes", bytes, 8, EVERYTHING);
        return this;
    }

    /** What it writes into the IPv4 identification of its answers; Default: {@link Identification#COUNTED}. */
    public NodeBuilder identification(Identification value) {
        identification = value;
        return this;
    }

    /**
     * Answers "unreachable" instead of forwarding, whatever the TTL. At a destination: instead of the echo.
     *
     * @param code of the ICMP message (0 to 15, but not 4, which is the business of {@link Link.Builder#mtu})
     * @param code6 of the ICMPv6 message (0 to 7)
     */
    public NodeBuilder rejects(int code, int code6) {
        Checks.require(code != 4, "unreachable code 4 (fragmentation needed) comes from the MTU of a link");
        rejectCode = OptionalInt.of(Checks.range("unreachable code", code, 0, 15));
        rejectCode6 = OptionalInt.of(Checks.range("unreachable code for IPv6", code6, 0, 7));
        return this;
    }

    /** Drops what it should forward, but still answers packets whose TTL ends here. */
    public NodeBuilder blackHole() {
        blackHole = true;
        return this;
    }

    /** Drops packets of a protocol that it should forward, without a word. */
    public NodeBuilder drops(Protocol protocol) {
        filters.add(Filter.silent(protocol));
        return this;
    }

    /** Drops packets to a port (1 to 65535) that it should forward, without a word. */
    public NodeBuilder drops(Protocol protocol, int port) {
        filters.add(Filter.silent(protocol, port));
        return this;
    }

    /**
     * Answers "unreachable" to packets to a port (1 to 65535) that it should forward.
     *
     * @param code of the ICMP message (0 to 15, but not 4)
     * @param code6 of the ICMPv6 message (0 to 7)
     */
    public NodeBuilder prohibits(Protocol protocol, int port, int code, int code6) {
        filters.add(Filter.telling(
                protocol,
                port,
                Checks.range("unreachable code", code, 0, 15),
                Checks.range("unreachable code for IPv6", code6, 0, 7)));
        return this;
    }

    /** Says nothing of packets that are too big for a link: a path MTU black hole. */
    public NodeBuilder hidesMtu() {
        tellsMtu = false;
        return this;
    }

    /** Forwards without lowering the TTL: invisible. */
    public NodeBuilder keepsTtl() {
        ttl = Handling.Ttl.KEEP;
        return this;
    }

    /** Sets the TTL of what it forwards (1 to 255). */
    public NodeBuilder setsTtl(int value) {
        ttl = Handling.Ttl.SET;
        setTtl = Checks.range("TTL", value, 1, 255);
        return this;
    }

    /** Forwards packets whose TTL has ended, with TTL 0. */
    public NodeBuilder forwardsExpired() {
        ttl = Handling.Ttl.FORWARD_EXPIRED;
        return this;
    }

    /** Clears the DSCP of what it forwards. */
    public NodeBuilder bleachesDscp() {
        return marksDscp(0);
    }

    /** Sets the DSCP of what it forwards (0 to 63). */
    public NodeBuilder marksDscp(int dscp) {
        trafficClassKept &= ECN;
        trafficClassSet = Checks.range("DSCP", dscp, 0, 63) << 2;
        return this;
    }

    /** Clears the ECN bits of what it forwards. */
    public NodeBuilder bleachesEcn() {
        trafficClassKept &= ~ECN;
        return this;
    }

    /**
     * Translates source addresses and ports (of echoes: the identifier). Answers are translated back, and so are the
     * addresses and ports that they quote, but not the quoted checksum: many translators are seen by that.
     */
    public NodeBuilder translates() {
        Set<Translation.Rewrite> both = EnumSet.of(Translation.Rewrite.SOURCE, Translation.Rewrite.PORTS);
        return translates(new Translation(both, Translation.Quotes.CHECKSUM_LEFT));
    }

    /** Translates in a way of its own. */
    public NodeBuilder translates(Translation value) {
        Checks.require(!value.rewrites().isEmpty(), "an address translator must rewrite something");
        translation = Optional.of(value);
        return this;
    }

    /**
     * Hands what is for the router's own addresses to another node, whose answers then come in the router's name. If
     * the TTL ends here, the router says so from the address that was asked for.
     */
    public NodeBuilder redirectsTo(String node) {
        redirectsTo = Optional.of(Checks.name("node name", node));
        return this;
    }

    /**
     * Appends a stack of MPLS labels to its errors (RFC 4950).
     *
     * @param labels outermost first, 1 to 64; which is the bottom is told by their order
     */
    public NodeBuilder mplsLabels(MplsLabel... labels) {
        Checks.range("MPLS labels", labels.length, 1, 64);
        List<MplsLabel> stack = new ArrayList<>();
        for (MplsLabel label : labels) {
            boolean bottom = stack.size() == labels.length - 1;
            stack.add(new MplsLabel(
                    Checks.range("MPLS label", label.label(), 0, 0xfffff),
                    Checks.range("traffic class of an MPLS label", label.trafficClass(), 0, 7),
                    bottom,
                    Checks.range("TTL of an MPLS label", label.ttl(), 0, 255)));
        }
        return extension(new IcmpExtension.MplsLabelStack(stack));
    }

    /** Appends an object to its errors, behind those that were given before. */
    public NodeBuilder extension(IcmpExtension object) {
        ExtensionCheck.check(object);
        extensions.add(object);
        return this;
    }

    /** Writes what it appends in this form; Default: {@link Extensions.Form#STANDARD}. */
    public NodeBuilder extensionForm(Extensions.Form form) {
        extensionForm = form;
        return this;
    }

    /** Accepts TCP connections at a port (1 to 65535). Ports of which nothing is said are closed. */
    public NodeBuilder tcpOpen(int port) {
        return tcpOpen(port, port);
    }

    /** Accepts TCP connections at ports in a row. */
    public NodeBuilder tcpOpen(int first, int last) {
        tcpOpen.add(Ports.Range.of(first, last));
        return this;
    }

    /** Says nothing to TCP segments to a port. */
    public NodeBuilder tcpFiltered(int port) {
        return tcpFiltered(port, port);
    }

    /** Says nothing to TCP segments to ports in a row. */
    public NodeBuilder tcpFiltered(int first, int last) {
        tcpFiltered.add(Ports.Range.of(first, last));
        return this;
    }

    /** Answers datagrams to a port with the same content. */
    public NodeBuilder udpOpen(int port) {
        return udpOpen(port, port);
    }

    /** Answers datagrams to ports in a row with the same content. */
    public NodeBuilder udpOpen(int first, int last) {
        udpOpen.add(Ports.Range.of(first, last));
        return this;
    }

    /** Says nothing to datagrams to a port. */
    public NodeBuilder udpFiltered(int port) {
        return udpFiltered(port, port);
    }

    /** Says nothing to datagrams to ports in a row. */
    public NodeBuilder udpFiltered(int first, int last) {
        udpFiltered.add(Ports.Range.of(first, last));
        return this;
    }

    /** Says nothing at any port that is not open. */
    public NodeBuilder filters() {
        filtersOthers = true;
        return this;
    }

    /** Answers datagrams to open ports with this text, of which at most 512 bytes, instead of what they hold. */
    public NodeBuilder udpContent(String text) {
        Checks.range("bytes of a UDP answer", text.getBytes(StandardCharsets.UTF_8).length, 0, 512);
        udpContent = Optional.of(text);
        return this;
    }

    /** How it chooses among several next hops; Default: {@link Balancing#perFlow()}. */
    public NodeBuilder balancing(Balancing value) {
        balancing = value;
        return this;
    }
}
