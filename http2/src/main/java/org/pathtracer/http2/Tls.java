// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.http2;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.File;
import java.util.List;
import javax.net.ssl.SSLException;

/**
 * TLS 1.3 and 1.2, with HTTP/2 above; by BoringSSL where Netty's library with it loads, else by Java. On fast links
 * processors limit the load, and with BoringSSL they carry more than twice as much.
 */
public final class Tls {
    private static final SslProvider PROVIDER =
            NettysOwn.CAN_LOAD && OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;

    /**
     * RFC 9113 section 9.2.2 allows no others of TLS 1.2; the cheapest first, as load is encrypted too. All of TLS 1.3:
     * BoringSSL can't do with fewer, and says so each time.
     */
    private static final List<String> CIPHERS = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384");

    private Tls() {}

    /** For connections to a server, whose certificate the system must trust, unless anything goes. */
    static SslContext client(boolean insecure) throws SSLException {
        SslContextBuilder builder = with(SslContextBuilder.forClient(), PROVIDER);
        if (insecure) {
            builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        } else {
            builder.endpointIdentificationAlgorithm("HTTPS");
        }
        return builder.build();
    }

    /** For a server with this certificate. */
    public static SslContext server(File certificate, File key) throws SSLException {
        // HTTP/1.1 too, to tell its clients what is wrong: with no protocol in common the handshake would have to fail
        // with an alert (RFC 7301 section 3.2) that BoringSSL can't be made to send through Netty.
        return with(SslContextBuilder.forServer(certificate, key), PROVIDER)
                .applicationProtocolConfig(speaking(ApplicationProtocolNames.HTTP_2, ApplicationProtocolNames.HTTP_1_1))
                .build();
    }

    /** Whether Java does it, which is slow until it is compiled. */
    public static boolean byJava() {
        return PROVIDER == SslProvider.JDK;
    }

    /** What both sides have in common. */
    public static SslContextBuilder with(SslContextBuilder builder, SslProvider provider) {
        return builder.sslProvider(provider)
                .protocols("TLSv1.3", "TLSv1.2")
                .ciphers(CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(speaking(ApplicationProtocolNames.HTTP_2));
    }

    private static ApplicationProtocolConfig speaking(String... protocols) {
        return new ApplicationProtocolConfig(
                ApplicationProtocolConfig.Protocol.ALPN,
                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                protocols);
    }
}
