// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.authority;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CRLHolder;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;

/** Certificates, keys and lists of revoked certificates in PEM files. */
final class PemFiles {
    private PemFiles() {}

    static X509Certificate certificate(Path file) throws IOException {
        for (Object part : parts(file)) {
            if (part instanceof X509CertificateHolder holder) {
                try {
                    return new JcaX509CertificateConverter().getCertificate(holder);
                } catch (GeneralSecurityException e) {
                    throw new IOException("the certificate in %s can't be read".formatted(file), e);
                }
            }
        }
        throw new IOException("there is no certificate in " + file);
    }

    static PrivateKey key(Path file) throws IOException {
        for (Object part : parts(file)) {
            if (part instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            } else if (part instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
        }
        throw new IOException("there is no private key without a password in " + file);
    }

    /** Empty if there is no such file: nothing was revoked. */
    static Optional<X509CRL> revoked(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        for (Object part : parts(file)) {
            if (part instanceof X509CRLHolder holder) {
                try {
                    return Optional.of(new JcaX509CRLConverter().getCRL(holder));
                } catch (GeneralSecurityException e) {
                    throw new IOException("the list in %s can't be read".formatted(file), e);
                }
            }
        }
        throw new IOException("there is no list of revoked certificates in " + file);
    }

    private static List<Object> parts(Path file) throws IOException {
        List<Object> parts = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(reader)) {
            Object part;
            while ((part = parser.readObject()) != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** Writes a file at once, so that a reader sees the old one or the new one. */
    static void write(Path file, Object content) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(content instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : content);
        }
        boolean secret = content instanceof PrivateKey;
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (secret && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text.toString());
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
