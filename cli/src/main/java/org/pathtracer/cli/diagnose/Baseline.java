// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.cli.diagnose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Diagnosis;
import org.pathtracer.InvalidRequestException;
import org.pathtracer.annotation.Reportable;
import org.pathtracer.report.ReportFormatException;
import org.pathtracer.report.Reports;

/** An earlier diagnosis, to compare with. */
final class Baseline {
    /** Far more than any diagnosis has. */
    private static final long LARGEST = 64L << 20;

    private Baseline() {}

    /** Reads it, and refuses what is not a diagnosis of the same host. */
    static Optional<Diagnosis> read(@Nullable Path file, DiagnoseRequest request) {
        if (file == null) {
            return Optional.empty();
        }
        Diagnosis earlier = parsed(file, text(file));
        if (!host(earlier).equals(request.target().toString())) {
            throw new InvalidRequestException(
                    "--compare %s is a diagnosis of %s, and not of %s: give one of the same host"
                            .formatted(file, earlier.target(), request.text()));
        }
        return Optional.of(earlier);
    }

    private static String host(Diagnosis earlier) {
        try {
            return DiagnoseRequest.to(earlier.target()).build().target().toString();
        } catch (InvalidRequestException e) {
            return "";
        }
    }

    private static String text(Path file) {
        try {
            if (Files.isRegularFile(file) && Files.size(file) > LARGEST) {
                throw refused(file, "it has more than 64 MB");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw refused(file, "there is no such file");
        } catch (IOException e) {
            throw refused(file, String.valueOf(e.getMessage()));
        }
    }

    private static Diagnosis parsed(Path file, String text) {
        try {
            Reportable result = Reports.fromJson(text).result();
            if (result instanceof Diagnosis diagnosis) {
                return diagnosis;
            }
            throw refused(file, "it is the document of another command");
        } catch (ReportFormatException e) {
            throw refused(file, "it is no document of \"pathtracer diagnose --json\" (%s)".formatted(e.place()));
        }
    }

    private static InvalidRequestException refused(Path file, String why) {
        return new InvalidRequestException("--compare %s can't be read: %s".formatted(file, why));
    }
}
