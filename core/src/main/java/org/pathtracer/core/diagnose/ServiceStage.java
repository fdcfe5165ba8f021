// SPDX-License-Identifier: Apache-2.0
package org.pathtracer.core.diagnose;

import java.time.Duration;
import java.util.Set;
import org.pathtracer.AddressFamily;
import org.pathtracer.DiagnoseRequest;
import org.pathtracer.Protocol;
import org.pathtracer.diagnosis.Omission;
import org.pathtracer.service.HttpCheck;
import org.pathtracer.service.PortState;
import org.pathtracer.service.ServiceCheck;
import org.pathtracer.service.ServiceFailure;
import org.pathtracer.service.ServiceResult;
import org.pathtracer.service.TcpCheck;
import org.pathtracer.service.TlsCheck;

/** Checks the service itself, as the application meets it. */
final class ServiceStage {
    /** Ports at which IANA registers protocols that begin with TLS. */
    private static final Set<Integer> TLS_PORTS =
            Set.of(443, 465, 636, 853, 989, 990, 993, 995, 5061, 5671, 6697, 8443);

    /** Longer than the 5 s of a C library that asks for a name and gives up; of ten seconds two remain to conclude. */
    private static final Duration LONGEST = Duration.ofSeconds(8);

    private ServiceStage() {}

    static void check(Plan plan, Evidence evidence, Instruments instruments) {
        DiagnoseRequest request = evidence.request;
        if (request.port().isEmpty() || request.probe().protocol() != Protocol.TCP) {
            return;
        }
        if (!instruments.hasServices()) {
            evidence.omit(Omission.SIMULATED, "The service was not looked at: the network is simulated");
            return;
        }
        Duration most = plan.left().multipliedBy(9).dividedBy(10);
        Duration deadline = most.compareTo(LONGEST) < 0 ? most : LONGEST;
        AddressFamily family = evidence.mainFamily.orElseThrow();
        add(plan, evidence, family, checkOf(request, family, deadline), deadline);
    }

    private static <R extends ServiceResult> void add(
            Plan plan, Evidence evidence, AddressFamily family, ServiceCheck<R> check, Duration deadline) {
        plan.add(new Task<>(
                "the check of the service",
                Task.Wait.END,
                with -> with.check(check),
                result -> {
                    evidence.results.add(result);
                    evidence.services.put(family, result);
                    if (result.state() == PortState.UNKNOWN) {
                        evidence.omit(
                                Omission.DEPENDENT,
                                "The service was not looked at: "
                                        + result.failure()
                                                .map(ServiceFailure::detail)
                                                .orElse("it did not get so far"));
                    }
                },
                cause -> plan.failed("the check of the service", cause),
                result -> result.contact().duration(),
                deadline));
    }

    private static ServiceCheck<? extends ServiceResult> checkOf(
            DiagnoseRequest request, AddressFamily family, Duration deadline) {
        int port = request.port().orElseThrow();
        String host = request.target().toString();
        if (request.url().isPresent()) {
            return HttpCheck.to(request.url().get())
                    .family(family)
                    .deadline(deadline)
                    .build();
        } else if (TLS_PORTS.contains(port)) {
            return TlsCheck.to(host, port).family(family).deadline(deadline).build();
        }
        return TcpCheck.to(host, port).family(family).deadline(deadline).build();
    }
}
