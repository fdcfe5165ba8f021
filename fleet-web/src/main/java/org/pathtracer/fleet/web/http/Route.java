// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.web.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pathtracer.fleet.web.access.Role;

/**
 * What answers requests of one kind.
 *
 * @param method of HTTP
 * @param template of the path, such as {@code /pairs/{from}/{to}}
 * @param role that it takes
 * @param action that answers
 */
public record Route(String method, String template, Role role, Action action) {
    /** Answers a request. */
    public interface Action {
        /**
         * Answers, now or later.
         *
         * @throws org.pathtracer.InvalidRequestException with a sentence for the caller
         */
        void answer(Exchange exchange);
    }

    /** Returns a route that reads. */
    public static Route get(String template, Action action) {
        return new Route("GET", template, Role.READER, action);
    }

    /**
     * Returns the values in a path; empty if it is another one.
     *
     * @param path its parts, decoded
     */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> wanted = parts(template);
        if (wanted.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{")) {
                values.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }

    static List<String> parts(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
