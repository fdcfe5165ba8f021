// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.fleet.protocol;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.ReportOptions;
import org.pathtracer.report.Reports;

/** Results as packed documents in parts, and back. */
public final class Documents {
    private static final ReportOptions COMPACT = ReportOptions.standard().compact(true);

    private Documents() {}

    /**
     * Returns the parts of a result's packed document.
     *
     * @throws InvalidRequestException if it is too large
     */
    public static List<ByteString> parts(Reportable result) {
        ByteString.Output packed = ByteString.newOutput();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Reports.json(result, COMPACT).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("memory has no failures", e);
        }
        ByteString whole = packed.toByteString();
        if (whole.size() > Bounds.PACKED_DOCUMENT) {
            throw new InvalidRequestException(
                    "the result has %d bytes where at most %d can be sent: ask for fewer targets, probes or kept replies"
                            .formatted(whole.size(), Bounds.PACKED_DOCUMENT));
        }
        List<ByteString> parts = new ArrayList<>();
        for (int at = 0; at < whole.size(); at += Bounds.PIECE) {
            parts.add(whole.substring(at, Math.min(whole.size(), at + Bounds.PIECE)));
        }
        return parts;
    }

    /**
     * Returns the result in a packed document.
     *
     * @throws InvalidRequestException if it is damaged or too large
     */
    public static Reportable result(ByteString packed) {
        return result(text(packed));
    }

    /**
     * Returns the result in a document.
     *
     * @throws InvalidRequestException if it is damaged
     */
    public static Reportable result(String text) {
        try {
            return Reports.fromJson(text).result();
        } catch (RuntimeException e) { // what an agent sends may be anything
            throw damaged(e);
        }
    }

    /**
     * Returns a packed document's text.
     *
     * @throws InvalidRequestException if it is damaged or too large
     */
    public static String text(ByteString packed) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            // What a kilobyte unpacks to may fill the heap.
            byte[] text = in.readNBytes(Bounds.DOCUMENT + 1);
            if (text.length > Bounds.DOCUMENT) {
                throw new InvalidRequestException("the document is larger than " + Bounds.DOCUMENT + " bytes");
            }
            return new String(text, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw damaged(e);
        }
    }

    private static InvalidRequestException damaged(Exception failure) {
        return new InvalidRequestException(
                "the document is damaged: " + Bounds.sentence(String.valueOf(failure.getMessage())));
    }
}
