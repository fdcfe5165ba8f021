// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.nativelinux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.pathtracer.PathTracer;
import org.pathtracer.Protocol;
import org.pathtracer.TraceRequest;
import org.pathtracer.TraceResult;

/** A program to be stopped while it traces: once for each line "transport protocol port target" that it reads. */
final class StoppedProgram {
    static final int TIMEOUT_MILLIS = 1000;

    private StoppedProgram() {}

    public static void main(String[] ignored) throws IOException {
        try (PathTracer tracer = PathTracer.create();
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                String[] words = line.split(" ");
                TraceRequest.Builder request = TraceRequest.to(words[3])
                        .transport(words[0])
                        .protocol(Protocol.valueOf(words[1]))
                        .timeout(Duration.ofMillis(TIMEOUT_MILLIS))
                        .queries(1)
                        .rateLimit(0);
                if (!words[2].equals("0")) {
                    request.port(Integer.parseInt(words[2]));
                }
                System.out.println("begins");
                TraceResult result = tracer.trace(request.build());
                System.out.println(Traces.addresses(result));
                System.out.println(
                        result.transport().limits() + " " + tracer.counters().lostHere());
            }
        }
    }
}
