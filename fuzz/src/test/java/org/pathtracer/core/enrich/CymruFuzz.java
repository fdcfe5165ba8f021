// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.enrich;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts of zones that tell the origin of an address. */
class CymruFuzz {
    @FuzzTest
    void cymru(byte[] text) throws UnknownHostException {
        List<String> texts = List.of(new String(text, StandardCharsets.UTF_8));
        CymruParser.origin(texts, InetAddress.getByAddress(new byte[] {8, 8, 8, 8}));
        CymruParser.name(texts);
    }
}
