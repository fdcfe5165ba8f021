// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.RecordType;

/** DNS messages that claim to answer a question, whatever their id. */
class DnsFuzz {
    private static final Question QUESTION =
            Question.of(DnsQuery.of(RecordType.A, "n.test").build());

    @FuzzTest
    void answer(byte[] message) {
        int id = message.length < 2 ? 0 : (message[0] & 0xff) << 8 | message[1] & 0xff;
        QUESTION.read(message, id);
    }
}
