// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.authority.Credentials;
import org.pathtracer.fleet.web.WebOptions;
import picocli.CommandLine.Option;

/** Where a hub's pages are, and which callers see them. */
final class WebAccess {
    @Option(
            names = "--web",
            paramLabel = "ADDRESS:PORT",
            description =
                    "Serves pages and REST there: HTTP on a loopback address, HTTPS on others. http:// or https://"
                            + " in front says which. Default: none.")
    private @Nullable String web;

    @Option(
            names = "--public-read",
            description = "Lets callers read that have not logged in. Default: on a loopback address only.")
    private boolean publicRead;

    @Option(
            names = "--trust-proxy-header",
            paramLabel = "NAME",
            description = "The header in which a proxy names its users, who may read. Default: none.")
    private @Nullable String proxyHeader;

    @Option(
            names = "--proxy",
            paramLabel = "ADDRESS",
            description = "A proxy whose header counts, beside those of this host. May be repeated.")
    private List<String> proxies = new ArrayList<>();

    @Option(
            names = "--operator",
            paramLabel = "USER",
            description = "A user of the proxy that may measure. May be repeated.")
    private List<String> operators = new ArrayList<>();

    /** Returns the options; empty if there are to be no pages. */
    Optional<WebOptions> options(Credentials credentials) {
        if (web == null) {
            if (publicRead || proxyHeader != null || !proxies.isEmpty() || !operators.isEmpty()) {
                throw new InvalidRequestException(
                        "--public-read, --trust-proxy-header, --proxy and --operator are about pages: add --web");
            }
            return Optional.empty();
        }
        WebOptions.Builder options = WebOptions.builder(web).tls(credentials).publicRead(publicRead);
        if (proxyHeader != null) {
            options.trustProxyHeader(proxyHeader);
        }
        proxies.forEach(options::proxy);
        operators.forEach(options::operator);
        return Optional.of(options.build());
    }
}
