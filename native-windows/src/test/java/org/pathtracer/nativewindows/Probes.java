// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativewindows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.pathtracer.spi.Probe;
import org.pathtracer.spi.ProbeProfile;

/** Probes for tests that send none. */
public final class Probes {
    public static final InetAddress TARGET = address("192.0.2.9");
    public static final InetAddress TARGET6 = address("2001:db8::9");
    public static final int SIZE = 60;

    private Probes() {}

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Probe echo(int id, int ttl, InetAddress target, int size, Duration timeout) {
        return new Probe(id, tag(id), ttl, 0, ProbeProfile.echo(target, size), timeout.toNanos());
    }

    public static Probe echo(int id) {
        return echo(id, 5, TARGET, SIZE, Duration.ofSeconds(10));
    }

    public static long tag(int id) {
        return 0x0123_4567_89ab_cdefL * (id + 1);
    }
}
