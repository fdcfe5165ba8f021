// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.service;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** What servers that are checked may send. */
class StunFuzz {
    private static final byte[] TRANSACTION = HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae");

    @FuzzTest
    void stun(byte[] answer) {
        new StunMessage(TRANSACTION).read(answer);
    }

    @FuzzTest
    void quic(byte[] answer) {
        VersionNegotiation.random().read(answer);
    }

    @FuzzTest
    void http(byte[] answer) {
        try {
            new HttpAnswer(false).read(ByteBuffer.wrap(answer));
        } catch (IOException e) {
            // No answer.
        }
    }
}
