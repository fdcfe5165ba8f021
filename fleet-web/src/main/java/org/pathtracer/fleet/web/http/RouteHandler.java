// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.fleet.FleetException;
import org.pathtracer.fleet.web.access.AccessRules;
import org.pathtracer.fleet.web.access.Caller;
import org.pathtracer.fleet.web.access.Connection;
import org.pathtracer.fleet.web.access.Role;

/** Finds the route of a request, and lets it answer if the caller may ask for that. */
final class RouteHandler extends Handler.Abstract {
    private static final System.Logger LOGGER = System.getLogger(RouteHandler.class.getName());

    /** Only this server's own files, and nothing in the pages themselves, is run or loaded. */
    private static final String POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final List<Route> routes;
    private final AccessRules access;

    RouteHandler(List<Route> routes, AccessRules access) {
        this.routes = routes;
        this.access = access;
    }

    private record Match(Route route, Map<String, String> values) {}

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        response.getHeaders().put("Content-Security-Policy", POLICY);
        response.getHeaders().put("Referrer-Policy", "no-referrer");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        Caller caller = access.caller(connection(request));
        List<Match> matches = matches(request);
        String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
        Optional<Match> match = matches.stream()
                .filter(one -> one.route.method().equals(method))
                .findFirst();
        Exchange exchange = new Exchange(
                request, response, callback, match.map(Match::values).orElse(Map.of()), caller);
        if (match.isPresent()) {
            admit(match.get().route, exchange);
        } else if (!caller.role().includes(Role.READER)) {
            refuse(exchange, Role.READER); // what there is, is not told to all
        } else if (matches.isEmpty()) {
            exchange.problem(HttpStatus.NOT_FOUND_404, "there is nothing at this path: see /api/v1/openapi.json");
        } else {
            Set<String> allowed = new TreeSet<>();
            matches.forEach(one -> allowed.add(one.route.method()));
            exchange.with("Allow", String.join(", ", allowed))
                    .problem(HttpStatus.METHOD_NOT_ALLOWED_405, "another method is needed: see Allow");
        }
        return true;
    }

    private List<Match> matches(Request request) {
        List<String> path = new ArrayList<>();
        try {
            // Each part by itself, so that an encoded slash stays in the name that has it.
            for (String part : Route.parts(request.getHttpURI().getPath())) {
                path.add(URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8));
            }
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        List<Match> matches = new ArrayList<>();
        for (Route route : routes) {
            route.match(path).ifPresent(values -> matches.add(new Match(route, values)));
        }
        return matches;
    }

    private static void admit(Route route, Exchange exchange) {
        if (!exchange.caller().role().includes(route.role())) {
            refuse(exchange, route.role());
        } else if (!route.method().equals("GET") && isOfAnotherSite(exchange)) {
            exchange.problem(HttpStatus.FORBIDDEN_403, "a page of another site may not ask for this");
        } else {
            answer(route, exchange);
        }
    }

    private static void refuse(Exchange exchange, Role needed) {
        if (exchange.caller().isKnown()) {
            exchange.problem(
                    HttpStatus.FORBIDDEN_403,
                    "%s may read, and this takes an operator"
                            .formatted(exchange.caller().name()));
        } else {
            exchange.with(HttpHeader.WWW_AUTHENTICATE.asString(), "ClientCertificate realm=\"fleet\"")
                    .problem(
                            HttpStatus.UNAUTHORIZED_401,
                            needed == Role.OPERATOR
                                    ? "to measure takes a log-in: the certificate of a client of this fleet, or a proxy"
                                    : "to read takes a log-in: the certificate of a client of this fleet, or a proxy");
        }
    }

    /**
     * Browsers add certificates and what a proxy knows to requests of other sites' pages too, but say whose they are.
     */
    private static boolean isOfAnotherSite(Exchange exchange) {
        String site = exchange.header("Sec-Fetch-Site");
        if (!site.isEmpty()) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = exchange.header("Origin");
        return !origin.isEmpty() && !exchange.header("Host").equals(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void answer(Route route, Exchange exchange) {
        try {
            route.action().answer(exchange);
        } catch (NotFoundException e) {
            exchange.problem(HttpStatus.NOT_FOUND_404, e.getMessage());
        } catch (InvalidRequestException e) {
            exchange.problem(HttpStatus.BAD_REQUEST_400, e.getMessage());
        } catch (FleetException e) {
            exchange.problem(HttpStatus.SERVICE_UNAVAILABLE_503, e.getMessage());
        } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "a request failed: " + route.template(), e);
            exchange.problem(HttpStatus.INTERNAL_SERVER_ERROR_500, "this is a defect of the server, see its log");
        }
    }

    private static Connection connection(Request request) {
        return new Connection(
                Request.getRemoteAddr(request),
                Request.getServerName(request),
                certificate(request),
                name -> Optional.ofNullable(request.getHeaders().get(name)));
    }

    private static Optional<X509Certificate> certificate(Request request) {
        return request.getAttribute(SslSessionData.ATTRIBUTE) instanceof SslSessionData session
                        && session.peerCertificates() != null
                        && session.peerCertificates().length > 0
                ? Optional.of(session.peerCertificates()[0])
                : Optional.empty();
    }
}
