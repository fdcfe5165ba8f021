// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.exporter.web;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.pathtracer.exporter.config.WebConfig;

/** Certificates and keys from PEM files, for the server. */
final class Certificates {
    private static final String PASSWORD = "";

    private Certificates() {}

    /**
     * Sets what a configuration says.
     *
     * @throws IOException if a file has something else in it
     */
    static void set(SslContextFactory.Server factory, WebConfig.Tls tls) throws IOException {
        try {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(null, PASSWORD.toCharArray());
            Certificate[] chain = certificates(tls.certificate()).toArray(Certificate[]::new);
            keys.setKeyEntry("key", key(tls.key()), PASSWORD.toCharArray(), chain);
            factory.setKeyStore(keys);
            factory.setKeyStorePassword(PASSWORD);
            if (tls.clients().isPresent()) {
                KeyStore trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, PASSWORD.toCharArray());
                List<Certificate> all = certificates(tls.clients().get());
                for (int i = 0; i < all.size(); i++) {
                    trusted.setCertificateEntry("client-" + i, all.get(i));
                }
                factory.setTrustStore(trusted);
                factory.setNeedClientAuth(true);
            } else {
                factory.setTrustStore(null);
                factory.setNeedClientAuth(false);
            }
            factory.setIncludeProtocols(
                    tls.oldest().equals("TLSv1.3") ? new String[] {"TLSv1.3"} : new String[] {"TLSv1.2", "TLSv1.3"});
        } catch (GeneralSecurityException e) {
            throw new IOException(
                    "the certificate %s can't be used: %s".formatted(tls.certificate(), e.getMessage()), e);
        }
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        List<Certificate> all = new ArrayList<>();
        for (Object part : parts(file)) {
            if (part instanceof X509CertificateHolder holder) {
                all.add(new JcaX509CertificateConverter().getCertificate(holder));
            }
        }
        if (all.isEmpty()) {
            throw new IOException("there is no certificate in " + file);
        }
        return all;
    }

    private static PrivateKey key(Path file) throws IOException {
        for (Object part : parts(file)) {
            if (part instanceof PrivateKeyInfo info) {
                return new JcaPEMKeyConverter().getPrivateKey(info);
            } else if (part instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
        }
        throw new IOException("there is no private key without a password in " + file);
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
}
