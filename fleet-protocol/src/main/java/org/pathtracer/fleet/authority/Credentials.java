// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.authority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;

/**
 * A certificate with its key, its authority, and what the authority revoked, from a folder that
 * {@link FleetAuthority#issue(Identity, Path)} has written. Files that change are read anew within a second; if they
 * can't be read, what was read before stays in force. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Credentials {
    private static final System.Logger LOG = System.getLogger(Credentials.class.getName());
    private static final long RECHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Path folder;
    private volatile Content content;
    private volatile long checkedAt = System.nanoTime();

    private Credentials(Path folder, Content content) {
        this.folder = folder;
        this.content = content;
    }

    /**
     * Reads a folder.
     *
     * @throws InvalidRequestException if a file is missing or has something else in it
     */
    public static Credentials read(Path folder) {
        try {
            return new Credentials(folder, Content.read(folder));
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "the certificates in %s can't be used: %s (`pathtracer fleet ca issue` writes them)"
                            .formatted(folder, e.getMessage()));
        }
    }

    /** Returns what the certificate vouches for. */
    public Identity identity() {
        return content().identity;
    }

    /** Returns whether the authority has revoked a certificate. */
    public boolean isRevoked(X509Certificate certificate) {
        Optional<X509CRL> list = content().revoked;
        return list.isPresent() && list.get().isRevoked(certificate);
    }

    X509Certificate authority() {
        return content().authority;
    }

    X509Certificate certificate() {
        return content().certificate;
    }

    PrivateKey key() {
        return content().key;
    }

    private Content content() {
        long now = System.nanoTime();
        if (now - checkedAt > RECHECK_NANOS) {
            checkedAt = now;
            readAnew();
        }
        return content;
    }

    private synchronized void readAnew() {
        try {
            if (content.stamp != Content.stamp(folder)) {
                content = Content.read(folder);
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the certificates in {0} can''t be read anew: {1}",
                    folder,
                    e.getMessage());
        }
    }

    private static final class Content {
        private final long stamp;
        private final X509Certificate authority;
        private final X509Certificate certificate;
        private final PrivateKey key;
        private final Identity identity;
        private final Optional<X509CRL> revoked;

        private Content(
                long stamp,
                X509Certificate authority,
                X509Certificate certificate,
                PrivateKey key,
                Optional<X509CRL> revoked)
                throws IOException {
            this.stamp = stamp;
            this.authority = authority;
            this.certificate = certificate;
            this.key = key;
            this.revoked = revoked;
            identity = Identity.of(certificate).orElseThrow(() -> new IOException("the certificate is not of a fleet"));
        }

        static Content read(Path folder) throws IOException {
            long stamp = stamp(folder);
            X509Certificate authority = PemFiles.certificate(folder.resolve(FleetAuthority.CA_CERTIFICATE));
            Optional<X509CRL> revoked = PemFiles.revoked(folder.resolve(FleetAuthority.REVOKED));
            if (revoked.isPresent()) {
                verify(revoked.get(), authority);
            }
            return new Content(
                    stamp,
                    authority,
                    PemFiles.certificate(folder.resolve(FleetAuthority.CERTIFICATE)),
                    PemFiles.key(folder.resolve(FleetAuthority.KEY)),
                    revoked);
        }

        private static void verify(X509CRL list, X509Certificate authority) throws IOException {
            try {
                list.verify(authority.getPublicKey());
            } catch (java.security.GeneralSecurityException e) {
                throw new IOException("the list of revoked certificates is not the authority's", e);
            }
        }

        /** Changes with any of the files. */
        static long stamp(Path folder) throws IOException {
            long stamp = 17;
            for (String name : new String[] {
                FleetAuthority.CA_CERTIFICATE, FleetAuthority.CERTIFICATE, FleetAuthority.KEY, FleetAuthority.REVOKED
            }) {
                Path file = folder.resolve(name);
                stamp = 31 * stamp
                        + (Files.exists(file)
                                ? Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS) + Files.size(file)
                                : 0);
            }
            return stamp;
        }

        @Override
        public @Nullable String toString() {
            return identity.toString();
        }
    }
}
