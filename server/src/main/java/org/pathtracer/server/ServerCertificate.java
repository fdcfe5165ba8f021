// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.server;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;
import org.pathtracer.http2.Tls;

/**
 * A certificate and its key, in two PEM files.
 *
 * @param certificate the chain, the server's own certificate first
 * @param key PKCS #8, not encrypted
 */
record ServerCertificate(Path certificate, Path key) {
    private static final Duration VALID = Duration.ofDays(825);
    private static final Duration BACKDATED = Duration.ofDays(1);
    private static final int SERIAL_BITS = 120;
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
    /** Java's word for the home of a user that the system does not list, as in many containers. */
    private static final String UNKNOWN_HOME = "?";

    /**
     * The folder for the certificate that is made here.
     *
     * @param listed the home that the system lists for this user
     * @param set the home that the environment sets
     */
    static Path folder(@Nullable String listed, @Nullable String set) {
        for (String home : Arrays.asList(listed, set)) {
            if (home != null && !home.isEmpty() && !home.equals(UNKNOWN_HOME)) {
                return Path.of(home, ".pathtracer");
            }
        }
        throw new ServerException(
                "This user has no home folder for a certificate: choose a folder, or give certificate and key");
    }

    /**
     * The one in this folder. It is made if there is none yet, or if that one lacks a name.
     *
     * @param names host names and addresses that it must be for; empty: any, and this host's loopback when it is made
     */
    static ServerCertificate selfSigned(Path folder, List<String> names) {
        ServerCertificate files = new ServerCertificate(folder.resolve("server.pem"), folder.resolve("server-key.pem"));
        if (!Files.exists(files.certificate) || !Files.exists(files.key) || !files.isFor(names)) {
            try {
                Files.createDirectories(folder);
                files.make(names.isEmpty() ? LOOPBACK : names);
            } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
                throw new ServerException(
                        "A certificate could not be made in " + folder + ": " + e + "; choose another folder, or give"
                                + " certificate and key",
                        e);
            }
        }
        return files;
    }

    /** Whether it has all of these names. A file that is no certificate is kept, and refused when it is loaded. */
    private boolean isFor(List<String> names) {
        try (InputStream in = Files.newInputStream(certificate)) {
            X509CertificateHolder own = new X509CertificateHolder(CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getEncoded());
            GeneralNames has = GeneralNames.fromExtensions(own.getExtensions(), Extension.subjectAlternativeName);
            return has != null
                    && Arrays.asList(has.getNames())
                            .containsAll(Arrays.asList(alternatives(names).getNames()));
        } catch (IOException | GeneralSecurityException e) {
            return true;
        }
    }

    private void make(List<String> names) throws IOException, GeneralSecurityException, OperatorCreationException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair keys = generator.generateKeyPair();
        X500Name self = new X500Name("CN=PathTracer test server");
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                self,
                new BigInteger(SERIAL_BITS, new SecureRandom()),
                Date.from(now.minus(BACKDATED)),
                Date.from(now.plus(VALID)),
                self,
                keys.getPublic());
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names));
        X509CertificateHolder made =
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        write(key, pem(keys.getPrivate()), true);
        write(certificate, pem(made), false);
    }

    private static GeneralNames alternatives(List<String> names) {
        return new GeneralNames(names.stream()
                .map(name -> new GeneralName(isAddress(name) ? GeneralName.iPAddress : GeneralName.dNSName, name))
                .toArray(GeneralName[]::new));
    }

    private static boolean isAddress(String name) {
        return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
    }

    private static String pem(Object what) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(
                    what instanceof java.security.PrivateKey own
                            ? new org.bouncycastle.openssl.jcajce.JcaPKCS8Generator(own, null)
                            : what);
        }
        return text.toString();
    }

    /** A key that others can read is none. */
    private static void write(Path file, String text, boolean secret) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = secret && posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        Files.deleteIfExists(file);
        try {
            Files.createFile(file, attributes);
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + " appeared at the same moment: is another server starting?", e);
        }
        Files.writeString(file, text, StandardOpenOption.WRITE);
    }

    /** For the server's side of TLS. */
    SslContext tls() {
        for (Path file : List.of(certificate, key)) {
            if (!Files.isReadable(file)) {
                throw new ServerException(file + " can't be read");
            }
        }
        try {
            return Tls.server(certificate.toFile(), key.toFile());
        } catch (IOException | IllegalArgumentException e) {
            throw new ServerException(
                    certificate + " and " + key + " are no certificate with its key: " + e.getMessage()
                            + "; both must be PEM, the key PKCS #8 without a password",
                    e);
        }
    }
}
