// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.RecordType;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;

/** Answers with bytes turned, cut off and appended: read or refused, and never an exception. */
class HostileAnswerTest {
    private static final int ID = 7;
    private static final int ROUNDS = 20_000;
    private static final List<String> RECORDS = List.of(
            "n.test 60 A 192.0.2.9",
            "n.test 60 AAAA 2001:db8::9",
            "n.test 60 NS ns.test.",
            "n.test 60 CNAME alias.test.",
            "alias.test 60 MX 10 mail.test.",
            "n.test 60 TXT \"two words\" more",
            "n.test 60 SOA ns.test. admin.test. 4294967295 2 3 4 5",
            "n.test 60 SRV 1 2 443 web.test.",
            "n.test 60 HTTPS 1 . mandatory=alpn alpn=h2,h3 port=8443 ipv4hint=192.0.2.1 ech=AAAA",
            "n.test 60 CAA 128 issue \"ca.test\"",
            "n.test 60 PTR host.test.",
            "n.test 60 DNAME other.test.");

    private final Question question =
            Question.of(DnsQuery.of(RecordType.A, "n.test").build());

    @Test
    void anyBytes_areReadOrRefused() throws Exception {
        byte[] sample = sample();
        assertThat(question.read(sample, ID)).isInstanceOf(Question.Reading.Answer.class);
        int read = 0;
        long first = new SplittableRandom().nextLong();
        for (long seed = first; seed < first + ROUNDS; seed++) {
            try {
                read += question.read(changed(sample, new SplittableRandom(seed)), ID)
                                instanceof Question.Reading.Answer
                        ? 1
                        : 0;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(read).as("answers that were understood").isGreaterThan(ROUNDS / 50);
    }

    private static byte[] changed(byte[] sample, SplittableRandom random) {
        int length = random.nextInt(4) == 0 ? random.nextInt(sample.length + 20) : sample.length;
        byte[] bytes = Arrays.copyOf(sample, length);
        for (int i = random.nextInt(6); i > 0 && length > 2; i--) {
            bytes[2 + random.nextInt(length - 2)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private byte[] sample() throws Exception {
        Message answer = NameServer.answer(new Message(question.message(ID, 1232)));
        RECORDS.forEach(record -> answer.addRecord(NameServer.record(record), Section.ANSWER));
        answer.addRecord(NameServer.record("test 60 SOA ns.test. admin.test. 1 2 3 4 5"), Section.AUTHORITY);
        return answer.toWire();
    }
}
