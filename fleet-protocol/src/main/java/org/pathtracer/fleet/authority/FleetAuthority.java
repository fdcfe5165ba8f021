// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.authority;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.pathtracer.InvalidRequestException;

/**
 * The authority of one fleet, in a folder: its key and certificate, a copy of each certificate that it issued, and the
 * list of those that it revoked. A certificate is issued into a folder of its own, which is copied to its host.
 *
 * @since 0.1.0
 */
public final class FleetAuthority {
    /** The usual time that a certificate is valid. */
    public static final Duration USUAL_VALIDITY = Duration.ofDays(365);

    static final String CA_CERTIFICATE = "ca.crt";
    static final String REVOKED = "revoked.crl";
    static final String CERTIFICATE = "fleet.crt";
    static final String KEY = "fleet.key";
    private static final String CA_KEY = "ca.key";
    private static final String ISSUED = "issued";
    private static final String ALGORITHM = "SHA256withECDSA";
    private static final Duration CA_VALIDITY = Duration.ofDays(3650);
    /** Clocks of hosts differ. */
    private static final Duration BACKDATED = Duration.ofMinutes(15);

    private static final Pattern HOST_NAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern HOST_ADDRESS = Pattern.compile("[0-9.]+");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private FleetAuthority(Path folder, PrivateKey key, X509Certificate certificate) {
        this.folder = folder;
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * Makes a new authority.
     *
     * @throws InvalidRequestException if the folder has one already
     */
    public static FleetAuthority init(Path folder) throws IOException {
        if (Files.exists(folder.resolve(CA_KEY))) {
            throw new InvalidRequestException("%s has an authority already: choose another folder".formatted(folder));
        }
        Files.createDirectories(folder.resolve(ISSUED));
        KeyPair pair = newKey();
        X500Principal name = new X500Principal("CN=PathTracer fleet " + serial().toString(36));
        X509Certificate own = sign(name, pair.getPrivate(), name, pair.getPublic(), CA_VALIDITY, builder -> {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        });
        PemFiles.write(folder.resolve(CA_KEY), pair.getPrivate());
        PemFiles.write(folder.resolve(CA_CERTIFICATE), own);
        return new FleetAuthority(folder, pair.getPrivate(), own);
    }

    /**
     * Opens the authority in a folder.
     *
     * @throws InvalidRequestException if there is none
     */
    public static FleetAuthority open(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(CA_KEY))) {
            throw new InvalidRequestException(
                    "%s has no authority: make one with `pathtracer fleet ca init %s`".formatted(folder, folder));
        }
        return new FleetAuthority(
                folder, PemFiles.key(folder.resolve(CA_KEY)), PemFiles.certificate(folder.resolve(CA_CERTIFICATE)));
    }

    /** Issues a certificate of {@link #USUAL_VALIDITY}, as {@link #issue(Identity, Path, Duration)} does. */
    public void issue(Identity identity, Path into) throws IOException {
        issue(identity, into, USUAL_VALIDITY);
    }

    /**
     * Issues a certificate with a new key, and writes what its owner needs into a folder: {@code fleet.crt},
     * {@code fleet.key}, {@code ca.crt}, and {@code revoked.crl} if something was revoked.
     */
    public void issue(Identity identity, Path into, Duration validity) throws IOException {
        issue(identity, into, validity, List.of());
    }

    /**
     * Issues a certificate as {@link #issue(Identity, Path, Duration)} does, with names and addresses of its owner's
     * host too: browsers want them of a hub that has pages. Agents, hubs and clients of the fleet don't look at them.
     *
     * @throws InvalidRequestException if one is neither a name nor an address
     */
    public void issue(Identity identity, Path into, Duration validity, List<String> hosts) throws IOException {
        if (validity.isZero()) {
            throw new InvalidRequestException("a certificate that is valid for no time is of no use");
        }
        GeneralName[] names = names(identity, hosts);
        Files.createDirectories(into);
        KeyPair pair = newKey();
        X509Certificate issued = sign(
                certificate.getSubjectX500Principal(),
                key,
                new X500Principal("CN=" + identity),
                pair.getPublic(),
                validity,
                builder -> {
                    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                    builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
                });
        PemFiles.write(folder.resolve(ISSUED).resolve(issued.getSerialNumber().toString(16) + ".crt"), issued);
        PemFiles.write(into.resolve(KEY), pair.getPrivate());
        PemFiles.write(into.resolve(CERTIFICATE), issued);
        PemFiles.write(into.resolve(CA_CERTIFICATE), certificate);
        Optional<X509CRL> revoked = PemFiles.revoked(folder.resolve(REVOKED));
        if (revoked.isPresent()) {
            PemFiles.write(into.resolve(REVOKED), revoked.get());
        }
    }

    private static GeneralName[] names(Identity identity, List<String> hosts) {
        return Stream.concat(
                        Stream.of(new GeneralName(GeneralName.uniformResourceIdentifier, identity.uri())),
                        hosts.stream().map(FleetAuthority::name))
                .toArray(GeneralName[]::new);
    }

    private static GeneralName name(String host) {
        if (HOST_NAME.matcher(host).matches() && !HOST_ADDRESS.matcher(host).matches()) {
            return new GeneralName(GeneralName.dNSName, host);
        }
        try {
            return new GeneralName(GeneralName.iPAddress, host);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("\"%s\" is neither a host's name nor an address".formatted(host));
        }
    }

    /**
     * Revokes all certificates of an identity, and writes {@code revoked.crl} in the authority's folder. A hub that has
     * this file among its own cuts the owner off within seconds.
     *
     * @return the number of certificates that this revoked
     * @throws InvalidRequestException if the authority issued none to this identity
     */
    public int revoke(Identity identity) throws IOException {
        List<X509Certificate> all = issued().stream()
                .filter(one -> Identity.of(one).filter(identity::equals).isPresent())
                .toList();
        if (all.isEmpty()) {
            throw new InvalidRequestException("no certificate was issued to " + identity);
        }
        Optional<X509CRL> before = PemFiles.revoked(folder.resolve(REVOKED));
        List<X509Certificate> fresh = all.stream()
                .filter(one -> before.filter(list -> list.isRevoked(one)).isEmpty())
                .toList();
        PemFiles.write(folder.resolve(REVOKED), list(before, fresh));
        return fresh.size();
    }

    private X509CRL list(Optional<X509CRL> before, List<X509Certificate> fresh) throws IOException {
        Date now = Date.from(Instant.now());
        JcaX509v2CRLBuilder builder = new JcaX509v2CRLBuilder(certificate.getSubjectX500Principal(), now);
        try {
            if (before.isPresent()) {
                builder.addCRL(new org.bouncycastle.cert.jcajce.JcaX509CRLHolder(before.get()));
            }
            fresh.forEach(one -> builder.addCRLEntry(one.getSerialNumber(), now, 0));
            builder.addExtension(
                    Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(System.currentTimeMillis())));
            return new JcaX509CRLConverter().getCRL(builder.build(signer(key)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the list of revoked certificates can't be made", e);
        }
    }

    private List<X509Certificate> issued() throws IOException {
        List<X509Certificate> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve(ISSUED))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".crt")).toList()) {
                all.add(PemFiles.certificate(file));
            }
        }
        return all;
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has this curve", e);
        }
    }

    private static BigInteger serial() {
        return new BigInteger(128, RANDOM);
    }

    private static ContentSigner signer(PrivateKey key) throws OperatorCreationException {
        return new JcaContentSignerBuilder(ALGORITHM).build(key);
    }

    private static X509Certificate sign(
            X500Principal issuer,
            PrivateKey issuerKey,
            X500Principal subject,
            PublicKey subjectKey,
            Duration validity,
            Extensions extensions)
            throws IOException {
        Instant now = Instant.now();
        // Tests issue what has expired already.
        Instant from = validity.isNegative() ? now.plus(validity).minus(BACKDATED) : now.minus(BACKDATED);
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, serial(), Date.from(from), Date.from(now.plus(validity)), subject, subjectKey);
        try {
            extensions.addTo(builder);
            return new JcaX509CertificateConverter().getCertificate(builder.build(signer(issuerKey)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IOException("the certificate can't be made", e);
        }
    }

    private interface Extensions {
        void addTo(JcaX509v3CertificateBuilder builder) throws CertIOException;
    }
}
