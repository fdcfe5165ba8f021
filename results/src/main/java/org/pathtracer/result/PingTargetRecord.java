// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.result;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.PathTracerException;
import org.pathtracer.PingTarget;
import org.pathtracer.address.CanonicalAddress;
import org.pathtracer.probe.ProbeOutcome;
import org.pathtracer.probe.UnreachableReason;

/** The facts of a {@link PingTarget}. */
public final class PingTargetRecord implements PingTarget {
    /** Absent if it is the address's own text, since a hundred thousand such texts are much memory. */
    private final @Nullable String name;

    private final @Nullable InetAddress address;
    private final @Nullable PathTracerException failure;

    private PingTargetRecord(
            @Nullable String name, @Nullable InetAddress address, @Nullable PathTracerException failure) {
        this.name = name;
        this.address = address;
        this.failure = failure;
    }

    /** One that is probed. */
    public static PingTarget at(String name, InetAddress address) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(address, "address");
        return new PingTargetRecord(name.equals(CanonicalAddress.of(address)) ? null : name, address, null);
    }

    /** One that was asked for by its address; its name is made when it is asked for. */
    public static PingTarget at(InetAddress address) {
        return new PingTargetRecord(null, Objects.requireNonNull(address, "address"), null);
    }

    /** One that can't be probed, for example since its name is unknown. */
    public static PingTarget failed(String name, PathTracerException failure) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(failure, "failure");
        return new PingTargetRecord(name, null, failure);
    }

    @Override
    public String name() {
        return name != null ? name : address != null ? CanonicalAddress.of(address) : "";
    }

    @Override
    public Optional<InetAddress> address() {
        return Optional.ofNullable(address);
    }

    @Override
    public Optional<PathTracerException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean isAuthorOf(ProbeOutcome.Answer answer) {
        if (answer instanceof ProbeOutcome.Unreachable unreachable) {
            return unreachable.reason() == UnreachableReason.PORT
                    && address != null
                    && Arrays.equals(unreachable.reception().address().getAddress(), address.getAddress());
        }
        return !(answer instanceof ProbeOutcome.TimeExceeded);
    }

    /** A failure has no equal but itself. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PingTargetRecord same
                && name().equals(same.name())
                && Objects.equals(address, same.address)
                && Objects.equals(failure, same.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name(), address, failure);
    }

    @Override
    public String toString() {
        return address == null || name == null ? name() : name + " (" + CanonicalAddress.of(address) + ")";
    }
}
