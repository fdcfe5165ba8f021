// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.dns;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.address.HostText;
import org.pathtracer.core.io.Failures;
import org.pathtracer.dns.DnsQuery;
import org.pathtracer.dns.DnsRecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Header;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Opcode;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;

/** What is asked: writes messages that ask it, and tells answers to it from anything else. */
final class Question {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int IDS = 1 << 16;

    private final Record record;

    private Question(Record record) {
        this.record = record;
    }

    /** Throws {@link InvalidRequestException} if the name is not valid. */
    static Question of(DnsQuery query) {
        try {
            Name name = Name.fromString(HostText.ascii(query.name()), Name.root);
            return new Question(Record.newRecord(name, query.type().number(), DClass.IN));
        } catch (TextParseException | IllegalArgumentException e) {
            throw new InvalidRequestException(
                    "\"%s\" is not a domain name: %s".formatted(query.name(), Failures.words(e)));
        }
    }

    /** An id that can't be guessed (RFC 5452 section 9.2). */
    static int randomId() {
        return RANDOM.nextInt(IDS);
    }

    /** The message that asks, with recursion desired. */
    byte[] message(int id, int udpPayload) {
        Message message = new Message(id);
        message.getHeader().setFlag(Flags.RD);
        message.addRecord(record, Section.QUESTION);
        if (udpPayload > 0) {
            message.addRecord(new OPTRecord(udpPayload, 0, 0), Section.ADDITIONAL);
        }
        return message.toWire();
    }

    /** What came back. */
    sealed interface Reading {
        /** Nothing that answers this question: forged, or late for another one. */
        record Foreign() implements Reading {}

        /** It claims to be the answer, and can't be read. */
        record Broken(String reason) implements Reading {}

        /**
         * The answer.
         *
         * @param answers records about the name and its aliases
         * @param authorities the authority section
         */
        record Answer(Message message, List<DnsRecord> answers, List<DnsRecord> authorities) implements Reading {}
    }

    Reading read(byte[] bytes, int id) {
        Optional<Header> header = header(bytes);
        if (header.isEmpty() || header.get().getID() != id || !header.get().getFlag(Flags.QR)) {
            return new Reading.Foreign();
        }
        try {
            Message message = new Message(bytes);
            return belongs(message) ? answer(message) : new Reading.Foreign();
        } catch (IOException | RuntimeException e) {
            // dnsjava throws unchecked exceptions too for some of what it can't read.
            return new Reading.Broken("a malformed answer (" + Failures.words(e) + ")");
        }
    }

    private Reading answer(Message message) {
        return new Reading.Answer(
                message,
                Records.about(record.getName(), message.getSection(Section.ANSWER)),
                Records.all(message.getSection(Section.AUTHORITY)));
    }

    private static Optional<Header> header(byte[] bytes) {
        try {
            return Optional.of(new Header(bytes));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A server that did not understand the question may be unable to repeat it. */
    private boolean belongs(Message message) {
        @Nullable Record asked = message.getQuestion();
        boolean same = asked == null
                ? message.getRcode() != Rcode.NOERROR
                : asked.getName().equals(record.getName())
                        && asked.getType() == record.getType()
                        && asked.getDClass() == DClass.IN;
        return same && message.getHeader().getOpcode() == Opcode.QUERY;
    }
}
